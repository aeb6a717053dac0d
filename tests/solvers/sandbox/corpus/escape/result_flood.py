# Tries to flood the result pipe.
# expect: output | crashed
# protection: result*
import os

import pyomo.environ as pyo


def attempt(data):
    while True:
        os.write(3, b"\xff" * 65536)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
