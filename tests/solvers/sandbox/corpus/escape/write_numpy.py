# Tries to have numpy write an array outside.
# expect: refused
# protection: landlock: write *new.npy
import numpy as np

import pyomo.environ as pyo


def attempt(data):
    np.save(data["outside"] + "/new.npy", np.ones(3))


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
