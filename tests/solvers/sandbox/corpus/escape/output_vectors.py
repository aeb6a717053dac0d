# Tries to flood the error output from native code.
# expect: output
# protection: output
import os

import pyomo.environ as pyo


def attempt(data):
    while True:
        os.writev(2, [b"x" * 4096] * 16)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
