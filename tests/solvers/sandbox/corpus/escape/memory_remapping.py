# Tries to grow a mapping beyond what there is, and to use it.
# expect: memory
# protection: rlimit: address space
import ctypes

import pyomo.environ as pyo


def attempt(data):
    libc = ctypes.CDLL(None)
    libc.realloc.restype = libc.malloc.restype = ctypes.c_void_p
    block = libc.malloc(ctypes.c_size_t(256 << 20))
    block = libc.realloc(ctypes.c_void_p(block), ctypes.c_size_t(8 << 30))
    ctypes.memset(ctypes.c_void_p(block), 1, 1)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
