# Tries to load a library from outside.
# expect: refused
# protection: landlock: read *library.so
import ctypes

import pyomo.environ as pyo


def attempt(data):
    ctypes.CDLL(data["outside"] + "/library.so")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
