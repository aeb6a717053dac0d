# Tries to end the process with a good exit code.
# expect: crashed
# protection: result
import os

import pyomo.environ as pyo


def attempt(data):
    os._exit(0)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
