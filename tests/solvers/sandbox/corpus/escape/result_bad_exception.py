# Tries to raise an exception that cannot be printed.
# expect: exception
import pyomo.environ as pyo


def attempt(data):
    class Nasty(Exception):
        def __str__(self):
            raise Nasty

    raise Nasty


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
