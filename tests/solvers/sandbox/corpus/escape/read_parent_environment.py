# Tries to read its parent's environment.
# expect: refused
# protection: landlock: read /proc/*/environ
import os

import pyomo.environ as pyo


def attempt(data):
    print(open(f"/proc/{os.getppid()}/environ").read())


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
