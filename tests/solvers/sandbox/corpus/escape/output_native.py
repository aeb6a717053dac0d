# Tries to print from the C library without end.
# expect: output
# protection: output
import ctypes

import pyomo.environ as pyo


def attempt(data):
    libc = ctypes.CDLL(None)
    while True:
        libc.printf(b"%s", b"x" * 10000)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
