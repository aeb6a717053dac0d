# Tries to take rights back.
# expect: refused
# protection: seccomp: capset
import ctypes
import struct

import pyomo.environ as pyo


def attempt(data):
    header = struct.pack("=Ii", 0x20080522, 0)
    everything = b"\xff" * 24
    ctypes.CDLL(None).capset(header, everything)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
