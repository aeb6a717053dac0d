# Tries to keep memory beyond its end.
# expect: refused
# protection: seccomp: shmget
import ctypes

import pyomo.environ as pyo


def attempt(data):
    ctypes.CDLL(None).shmget(0, 1 << 20, 0o1600)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
