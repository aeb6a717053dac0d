# Tries to make semaphores that stay.
# expect: refused
# protection: seccomp: semget
import ctypes

import pyomo.environ as pyo


def attempt(data):
    ctypes.CDLL(None).syscall(ctypes.c_long(data["numbers"]["semget"]), 0, 1, 0o1600)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
