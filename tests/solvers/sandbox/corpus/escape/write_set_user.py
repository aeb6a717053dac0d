# Tries to make a file that runs with its owner's rights.
# expect: contained
# protection:
import os

import pyomo.environ as pyo


def attempt(data):
    with open("program", "w") as file:
        os.fchmod(file.fileno(), 0o6755)
    os.chmod("program", 0o6755)
    assert os.stat("program").st_mode & 0o7777 == 0o755


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
