# Tries to make the clone call itself.
# expect: refused
# protection: seccomp: clone
import ctypes
import os

import pyomo.environ as pyo


def attempt(data):
    if ctypes.CDLL(None).syscall(data["numbers"]["clone"], 17, 0, 0, 0, 0) == 0:
        os._exit(0)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
