# Tries to put another filter on top.
# expect: refused
# protection: seccomp: seccomp
import ctypes

import pyomo.environ as pyo


def attempt(data):
    ctypes.CDLL(None).syscall(data["numbers"]["seccomp"], 1, 0, bytes(16))


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
