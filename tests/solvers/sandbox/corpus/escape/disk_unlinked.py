# Tries to fill the disk with files that have no name any more.
# expect: output
# protection: scratch folder
# limits: disk=4
import os
import time

import pyomo.environ as pyo


def attempt(data):
    held = []
    while True:
        file = open("file", "wb")
        os.unlink("file")
        file.write(b"x" * 1_000_000)
        file.flush()
        held.append(file)
        time.sleep(0.01)  # or it runs out of files before anyone has looked at the disk


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
