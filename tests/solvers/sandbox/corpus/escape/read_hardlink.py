# Tries to give the file a second name in scratch.
# expect: refused
# protection: landlock: link* *secret.txt
import os

import pyomo.environ as pyo


def attempt(data):
    os.link(data["secret"], "mine.txt")
    print(open("mine.txt").read())


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
