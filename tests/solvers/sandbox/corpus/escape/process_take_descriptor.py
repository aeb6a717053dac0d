# Tries to take a descriptor of its parent.
# expect: refused
# protection: seccomp: pidfd_open
import os

import pyomo.environ as pyo


def attempt(data):
    os.pidfd_open(os.getppid())


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
