# Tries to start a shell.
# expect: refused
# protection: seccomp: clone* | seccomp: vfork
import os

import pyomo.environ as pyo


def attempt(data):
    os.system(f"touch {data['outside']}/new.txt")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
