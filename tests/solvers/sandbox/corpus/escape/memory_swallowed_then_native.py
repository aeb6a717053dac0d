# Tries to take memory with the C library and write to it.
# expect: memory | crashed
# protection: rlimit: address space | 
# limits: memory=300
import ctypes

import pyomo.environ as pyo


def attempt(data):
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    while True:
        ctypes.memset(ctypes.c_void_p(libc.malloc(1 << 24)), 1, 1 << 24)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
