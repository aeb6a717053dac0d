# Tries to change the mode of a library through a descriptor.
# expect: refused
# protection: seccomp: fchmod *os.py
import os

import pyomo.environ as pyo


def attempt(data):
    os.fchmod(os.open(os.__file__, os.O_RDONLY), 0o777)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
