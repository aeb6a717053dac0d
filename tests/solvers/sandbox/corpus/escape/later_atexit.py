# Tries to act at the process's end.
# expect: contained
import atexit

import pyomo.environ as pyo


def build_model(data):
    atexit.register(lambda: open(data["outside"] + "/new.txt", "w"))
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
