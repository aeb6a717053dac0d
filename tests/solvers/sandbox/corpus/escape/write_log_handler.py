# Tries to log to a file outside.
# expect: refused
# protection: landlock: write *new.log
import logging

import pyomo.environ as pyo


def attempt(data):
    logging.getLogger().addHandler(logging.FileHandler(data["outside"] + "/new.log"))


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
