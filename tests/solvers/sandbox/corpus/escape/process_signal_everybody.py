# Tries to signal everybody at once.
# expect: refused
# protection: seccomp: kill
import os
import signal

import pyomo.environ as pyo


def attempt(data):
    os.kill(-1, signal.SIGCONT)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
