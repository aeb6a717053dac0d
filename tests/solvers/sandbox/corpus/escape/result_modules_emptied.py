# Tries to empty the table of modules.
# expect: exception | crashed
# protection: *
import sys

import pyomo.environ as pyo


def attempt(data):
    sys.modules.clear()
    raise ValueError("and now describe this")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
