# Tries to delete a folder with all in it.
# expect: refused
# protection: landlock: * *outside*
import shutil

import pyomo.environ as pyo


def attempt(data):
    shutil.rmtree(data["outside"])


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
