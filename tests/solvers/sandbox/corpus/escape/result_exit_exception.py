# Tries to leave with SystemExit.
# expect: exception
import sys

import pyomo.environ as pyo


def attempt(data):
    sys.exit(0)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
