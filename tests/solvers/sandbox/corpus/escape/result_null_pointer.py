# Tries to read through a null pointer.
# expect: crashed
import ctypes

import pyomo.environ as pyo


def attempt(data):
    ctypes.string_at(0)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
