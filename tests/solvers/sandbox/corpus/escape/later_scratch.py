# Tries to leave files for whoever comes next.
# expect: contained
import os

import pyomo.environ as pyo


def build_model(data):
    os.makedirs("a/b/c", mode=0)
    open("left.txt", "w").write("left")
    os.symlink(data["outside"], "link")
    os.environ["LEFT"] = "left"
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
