# Tries to make a named pipe.
# expect: refused
# protection: seccomp: mknod*
import os

import pyomo.environ as pyo


def attempt(data):
    os.mkfifo("pipe")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
