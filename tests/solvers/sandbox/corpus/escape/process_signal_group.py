# Tries to end its whole process group.
# expect: refused
# protection: seccomp: kill
import os

import pyomo.environ as pyo


def attempt(data):
    os.kill(0, 9)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
