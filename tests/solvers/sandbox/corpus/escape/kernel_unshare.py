# Tries to get rights in a namespace of its own.
# expect: refused
# protection: seccomp: unshare
import ctypes

import pyomo.environ as pyo


def attempt(data):
    ctypes.CDLL(None).unshare(0x10000000)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
