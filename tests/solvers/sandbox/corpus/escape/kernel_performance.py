# Tries to watch the machine through performance counters.
# expect: refused
# protection: seccomp: perf_event_open
import ctypes

import pyomo.environ as pyo


def attempt(data):
    ctypes.CDLL(None).syscall(data["numbers"]["perf_event_open"], bytes(128), 0, -1, -1, 0)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
