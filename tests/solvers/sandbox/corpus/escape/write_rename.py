# Tries to replace a file by its own.
# expect: refused
# protection: landlock: rename* *victim.txt
import os

import pyomo.environ as pyo


def attempt(data):
    open("mine.txt", "w").write("in")
    os.replace("mine.txt", data["victim"])


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
