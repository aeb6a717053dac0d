# Tries to open with a rarer system call.
# expect: refused
# protection: landlock: read *secret.txt
import ctypes
import os
import struct

import pyomo.environ as pyo


def attempt(data):
    libc = ctypes.CDLL(None)
    how = struct.pack("=QQQ", 0, 0, 0)
    opened = libc.syscall(data["numbers"]["openat2"], -100, data["secret"].encode(), how, 24)
    print(os.read(opened, 100) if opened >= 0 else "")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
