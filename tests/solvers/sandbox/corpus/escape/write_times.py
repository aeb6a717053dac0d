# Tries to change a file's times.
# expect: refused
# protection: seccomp: utimensat *victim.txt
import os

import pyomo.environ as pyo


def attempt(data):
    os.utime(data["victim"], (0, 0))


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
