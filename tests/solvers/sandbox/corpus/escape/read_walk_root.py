# Tries to list everything, passing over what fails.
# expect: refused
# protection: landlock: list /
import os

import pyomo.environ as pyo


def attempt(data):
    print(sum(len(files) for _, _, files in os.walk("/")))


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
