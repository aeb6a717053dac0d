# Tries to take disk without writing.
# expect: exception
# protection:
import ctypes
import os

import pyomo.environ as pyo


def attempt(data):
    libc = ctypes.CDLL(None, use_errno=True)
    for number in range(200):
        opened = os.open(f"file{number}", os.O_CREAT | os.O_RDWR)
        if libc.fallocate(opened, 0, ctypes.c_long(0), ctypes.c_long(200 << 20)) != 0:
            raise OSError(ctypes.get_errno(), "no room at once")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
