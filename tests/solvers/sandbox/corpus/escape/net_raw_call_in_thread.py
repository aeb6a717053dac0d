# Tries to make the system call from another thread.
# expect: refused
# protection: seccomp: socket
import ctypes
import threading

import pyomo.environ as pyo


def attempt(data):
    libc = ctypes.CDLL(None, use_errno=True)
    thread = threading.Thread(target=libc.syscall, args=(data["numbers"]["socket"], 2, 1, 0))
    thread.start()
    thread.join()


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
