# Tries to make file rules of its own.
# expect: refused
# protection: seccomp: landlock_create_ruleset
import ctypes

import pyomo.environ as pyo


def attempt(data):
    ctypes.CDLL(None).syscall(data["numbers"]["landlock_create_ruleset"], bytes(8), 8, 0)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
