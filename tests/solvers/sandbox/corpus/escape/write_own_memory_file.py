# Tries to write its memory through the file of it.
# expect: refused
# protection: landlock: write /proc/self/mem

import pyomo.environ as pyo


def attempt(data):
    open("/proc/self/mem", "r+b")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
