# Tries to wait for input that never comes.
# expect: exception
import pyomo.environ as pyo


def attempt(data):
    input("password: ")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
