# Tries to import a module from outside.
# expect: refused
# protection: landlock: * *outside*
import sys

import pyomo.environ as pyo


def attempt(data):
    sys.path.insert(0, data["outside"])
    import planted
    print(planted.SECRET)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
