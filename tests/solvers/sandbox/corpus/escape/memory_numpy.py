# Tries to take much memory as an array.
# expect: memory
# protection: rlimit: address space
import numpy as np

import pyomo.environ as pyo


def attempt(data):
    return np.ones((40_000, 40_000))


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
