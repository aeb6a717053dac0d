# Tries to make the clone3 call itself.
# expect: refused
# protection: seccomp: clone3
import ctypes
import os
import struct

import pyomo.environ as pyo


def attempt(data):
    arguments = struct.pack("=8Q", 0, 0, 0, 0, 17, 0, 0, 0)
    if ctypes.CDLL(None).syscall(data["numbers"]["clone3"], arguments, 64) == 0:
        os._exit(0)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
