# Tries every descriptor that it may have inherited.
# expect: contained
# protection:
import os
import stat

import pyomo.environ as pyo


def attempt(data):
    for number in range(4, 4096):
        try:
            os.fstat(number)
        except OSError:
            continue
        raise ValueError(f"descriptor {number} came along")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
