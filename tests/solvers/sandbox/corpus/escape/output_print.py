# Tries to print without end.
# expect: output
# protection: output
import pyomo.environ as pyo


def attempt(data):
    while True:
        print("x" * 1000)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
