# Tries to write through a symbolic link.
# expect: refused
# protection: landlock: write *victim.txt
import os

import pyomo.environ as pyo


def attempt(data):
    os.symlink(data["victim"], "mine.txt")
    open("mine.txt", "w").write("in")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
