# Tries to read with the C library.
# expect: refused
# protection: landlock: read *secret.txt
import ctypes

import pyomo.environ as pyo


def attempt(data):
    libc = ctypes.CDLL(None)
    buffer = ctypes.create_string_buffer(100)
    libc.read(libc.open(data["secret"].encode(), 0), buffer, 100)
    print(buffer.value)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
