# Tries to go around what answers in the place of the user database.
# expect: refused
# protection: seccomp: socket
import ctypes

import pyomo.environ as pyo


def attempt(data):
    ctypes.CDLL(None).getpwuid(12345)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
