# Tries to leave a link outside.
# expect: refused
# protection: landlock: symlink* *outside/link
import os

import pyomo.environ as pyo


def attempt(data):
    os.symlink("/etc/passwd", data["outside"] + "/link")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
