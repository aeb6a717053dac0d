# Tries to delete what it can and hides what it can't.
# expect: refused
# protection: landlock: * *outside*
import shutil

import pyomo.environ as pyo


def attempt(data):
    shutil.rmtree(data["outside"], ignore_errors=True)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
