# Tries to nest folders deeper than a path may be long.
# expect: output
# protection: scratch folder
# limits: disk=4 wall_time=20
import os

import pyomo.environ as pyo


def attempt(data):
    while True:
        os.mkdir("d" * 200, 0o700)
        os.chdir("d" * 200)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
