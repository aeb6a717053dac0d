# Tries to climb to the server's frames and shut it down.
# expect: refused
# protection: seccomp: kill
import os
import sys

import pyomo.environ as pyo


def attempt(data):
    frame = sys._getframe()
    while frame.f_back is not None:
        frame = frame.f_back
    os.kill(os.getppid(), 9)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
