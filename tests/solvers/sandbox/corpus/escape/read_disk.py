# Tries to read the disk itself.
# expect: refused
# protection: landlock: * /dev*
import os

import pyomo.environ as pyo


def attempt(data):
    for name in os.listdir("/dev"):
        open("/dev/" + name, "rb")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
