# Tries to compare processes.
# expect: refused
# protection: seccomp: kcmp
import ctypes

import pyomo.environ as pyo


def attempt(data):
    ctypes.CDLL(None).syscall(ctypes.c_long(data["numbers"]["kcmp"]), 1, 1, 0, 0, 0)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
