# Tries to read its parent's memory.
# expect: refused
# protection: landlock: * /proc/*/mem
import os

import pyomo.environ as pyo


def attempt(data):
    os.open(f"/proc/{os.getppid()}/mem", os.O_RDWR)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
