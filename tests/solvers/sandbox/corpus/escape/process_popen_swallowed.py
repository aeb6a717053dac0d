# Tries to start a shell and hides that it failed.
# expect: refused
# protection: seccomp: clone* | seccomp: vfork | seccomp: fork
import os

import pyomo.environ as pyo


def attempt(data):
    try:
        os.popen("id").read()
    except Exception:
        pass


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
