# Tries to go round system calls with io_uring.
# expect: refused
# protection: seccomp: io_uring_setup
import ctypes

import pyomo.environ as pyo


def attempt(data):
    libc = ctypes.CDLL(None)
    libc.syscall(data["numbers"]["io_uring_setup"], 8, ctypes.create_string_buffer(120))


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
