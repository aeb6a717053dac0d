# Tries to keep removed files by mapping a page of each.
# expect: output
# protection: scratch folder
# limits: disk=4
import ctypes
import os

import pyomo.environ as pyo


def attempt(data):
    libc = ctypes.CDLL(None)
    libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
    while True:
        with open("file", "w+b") as file:
            os.unlink("file")
            file.write(b"x" * 100_000)
            file.flush()
            libc.mmap(None, 4096, 1, 1, file.fileno(), 0)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
