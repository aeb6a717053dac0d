# Tries to delete a file.
# expect: refused
# protection: landlock: unlink* *victim.txt
import os

import pyomo.environ as pyo


def attempt(data):
    os.unlink(data["victim"])


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
