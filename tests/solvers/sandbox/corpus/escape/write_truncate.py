# Tries to empty a file by its name.
# expect: refused
# protection: landlock: truncate *victim.txt
import os

import pyomo.environ as pyo


def attempt(data):
    os.truncate(data["victim"], 0)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
