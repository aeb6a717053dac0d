# Tries to become another program.
# expect: refused
# protection: seccomp: execve
import os

import pyomo.environ as pyo


def attempt(data):
    os.execv("/bin/sh", ["sh", "-c", "id"])


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
