# Tries to get a descriptor of the root.
# expect: refused
# protection: landlock: list /
import os

import pyomo.environ as pyo


def attempt(data):
    os.open("/", os.O_RDONLY | os.O_DIRECTORY)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
