# Tries to warn without end.
# expect: output
# protection: output
import warnings

import pyomo.environ as pyo


def attempt(data):
    warnings.simplefilter("always")
    while True:
        warnings.warn("x" * 1000)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
