# Tries to speak on the descriptor of the handover.
# expect: refused
# protection: seccomp: sendmsg
import ctypes

import pyomo.environ as pyo


def attempt(data):
    libc = ctypes.CDLL(None)
    for descriptor in range(20):
        libc.syscall(data["numbers"]["sendmsg"], descriptor, bytes(56), 0)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
