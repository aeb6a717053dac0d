# Tries to call the kernel as a 32-bit program (exit, or socketcall).
# expect: refused | crashed
# protection: seccomp: call * of another architecture | 
# only: x86_64
import ctypes
import mmap

import pyomo.environ as pyo


def attempt(data):
    code = bytes.fromhex("b8660000" "00" "cd80" "c3")  # mov eax, 102 (socketcall); int 0x80; ret
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
