# Tries to mount a file system.
# expect: refused
# protection: seccomp: mount
import ctypes

import pyomo.environ as pyo


def attempt(data):
    ctypes.CDLL(None).mount(b"none", b".", b"tmpfs", 0, None)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
