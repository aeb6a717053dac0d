# Tries to call the kernel by the x32 numbers.
# expect: refused
# protection: seccomp: x32 call 41
# only: x86_64
import ctypes

import pyomo.environ as pyo


def attempt(data):
    ctypes.CDLL(None).syscall(0x40000000 + 41, 2, 1, 0)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
