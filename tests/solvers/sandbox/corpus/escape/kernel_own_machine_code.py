# Tries to make the call from machine code of its own.
# expect: refused
# protection: seccomp: socket
# only: x86_64
import ctypes
import mmap

import pyomo.environ as pyo


def attempt(data):
    code = bytes.fromhex("b829000000" "bf02000000" "be01000000" "31d2" "0f05" "c3")
    memory = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    memory.write(code)
    address = ctypes.addressof(ctypes.c_char.from_buffer(memory))
    ctypes.CFUNCTYPE(ctypes.c_long)(address)()


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
