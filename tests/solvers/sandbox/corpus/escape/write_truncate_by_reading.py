# Tries to empty a file that it may read.
# expect: refused
# protection: seccomp: open for reading with truncation
import os

import pyomo.environ as pyo


def attempt(data):
    os.open(os.__file__, os.O_RDONLY | os.O_TRUNC)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
