# Tries to list the user's home.
# expect: refused
# protection: landlock: list *
import os

import pyomo.environ as pyo


def attempt(data):
    print(os.listdir(data["home"]))


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
