# Tries to add a rule to whatever descriptor might be the rule set.
# expect: refused
# protection: seccomp: landlock_add_rule
import ctypes

import pyomo.environ as pyo


def attempt(data):
    for descriptor in range(3, 20):
        ctypes.CDLL(None).syscall(data["numbers"]["landlock_add_rule"], descriptor, 1, bytes(12), 0)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
