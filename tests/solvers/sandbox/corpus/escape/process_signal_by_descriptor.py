# Tries to have a descriptor signal another process.
# expect: refused
# protection: seccomp: fcntl
import fcntl
import os

import pyomo.environ as pyo


def attempt(data):
    read_end, write_end = os.pipe()
    fcntl.fcntl(read_end, fcntl.F_SETOWN, data["bystander"])


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
