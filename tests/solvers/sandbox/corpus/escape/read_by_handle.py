# Tries to open a file by its handle.
# expect: refused
# protection: seccomp: name_to_handle_at
import ctypes

import pyomo.environ as pyo


def attempt(data):
    libc = ctypes.CDLL(None)
    handle = ctypes.create_string_buffer(b"\x80", 136)
    mount = ctypes.c_int()
    libc.syscall(
        data["numbers"]["name_to_handle_at"], -100, data["secret"].encode(), handle,
        ctypes.byref(mount), 0,
    )


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
