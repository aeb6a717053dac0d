# Tries to raise a limit by the older call.
# expect: refused
# protection: seccomp: setrlimit
import ctypes

import pyomo.environ as pyo


def attempt(data):
    limits = (ctypes.c_ulong * 2)(1 << 40, 1 << 40)
    ctypes.CDLL(None).syscall(ctypes.c_long(data["numbers"]["setrlimit"]), 9, limits)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
