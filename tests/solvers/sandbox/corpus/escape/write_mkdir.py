# Tries to make a folder.
# expect: refused
# protection: landlock: mkdir* *outside/folder
import os

import pyomo.environ as pyo


def attempt(data):
    os.mkdir(data["outside"] + "/folder")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
