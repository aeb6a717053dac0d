# Tries to read its parent's memory by a call.
# expect: refused
# protection: seccomp: process_vm_readv
import ctypes
import os
import struct

import pyomo.environ as pyo


def attempt(data):
    buffer = ctypes.create_string_buffer(64)
    local = struct.pack("=QQ", ctypes.addressof(buffer), 64)
    remote = struct.pack("=QQ", id(buffer) & ~0xFFF, 64)
    ctypes.CDLL(None).process_vm_readv(os.getppid(), local, 1, remote, 1, 0)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
