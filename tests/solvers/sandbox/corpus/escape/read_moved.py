# Tries to move the file into scratch.
# expect: refused
# protection: landlock: rename* *secret.txt
import os

import pyomo.environ as pyo


def attempt(data):
    os.rename(data["secret"], "mine.txt")
    print(open("mine.txt").read())


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
