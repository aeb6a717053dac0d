# Tries to write to descriptor 1 without end.
# expect: output
# protection: output
import os

import pyomo.environ as pyo


def attempt(data):
    while True:
        os.write(1, b"x" * 65536)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
