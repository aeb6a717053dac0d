# Tries to move into the folder first.
# expect: refused
# protection: landlock: read *secret.txt
import os

import pyomo.environ as pyo


def attempt(data):
    os.chdir(data["outside"])
    print(open("secret.txt").read())


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
