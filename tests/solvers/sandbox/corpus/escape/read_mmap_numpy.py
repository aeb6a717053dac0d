# Tries to map the file as an array.
# expect: refused
# protection: landlock: read *secret.txt
import numpy as np

import pyomo.environ as pyo


def attempt(data):
    print(bytes(np.memmap(data["secret"], mode="r")))


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
