# Tries to write to standard error without end.
# expect: output
# protection: output
import sys

import pyomo.environ as pyo


def attempt(data):
    while True:
        sys.stderr.write("x" * 1000)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
