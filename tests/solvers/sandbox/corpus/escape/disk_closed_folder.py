# Tries to hide files in a folder that it closes.
# expect: output
# protection: scratch folder
# limits: disk=4
import os

import pyomo.environ as pyo


def attempt(data):
    os.mkdir("folder")
    number = 0
    while True:
        number += 1
        os.chmod("folder", 0o700)
        with open(f"folder/{number}", "wb") as file:
            file.write(b"x" * 500_000)
        os.chmod("folder", 0)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
