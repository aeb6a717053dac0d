# Tries to fork by another name.
# expect: refused
# protection: seccomp: vfork | seccomp: clone*
import ctypes

import pyomo.environ as pyo


def attempt(data):
    ctypes.CDLL(None).vfork()


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
