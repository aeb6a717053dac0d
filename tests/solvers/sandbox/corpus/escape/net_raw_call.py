# Tries to make the system call itself.
# expect: refused
# protection: seccomp: socket
import ctypes

import pyomo.environ as pyo


def attempt(data):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(data["numbers"]["socket"], 2, 1, 0) < 0:
        raise OSError(ctypes.get_errno(), "socket")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
