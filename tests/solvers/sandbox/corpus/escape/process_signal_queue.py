# Tries to queue a signal.
# expect: refused
# protection: seccomp: rt_sigqueueinfo
import ctypes

import pyomo.environ as pyo


def attempt(data):
    libc = ctypes.CDLL(None)
    libc.syscall(data["numbers"]["rt_sigqueueinfo"], data["bystander"], 9, bytes(128))


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
