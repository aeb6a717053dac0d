# Tries to switch off address randomization.
# expect: refused
# protection: seccomp: personality
import ctypes

import pyomo.environ as pyo


def attempt(data):
    ctypes.CDLL(None).personality(0x0040000)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
