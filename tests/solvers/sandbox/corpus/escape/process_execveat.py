# Tries to become a program through a descriptor.
# expect: refused
# protection: seccomp: execve*
import os

import pyomo.environ as pyo


def attempt(data):
    os.execve(os.open("/usr/lib/os-release", os.O_RDONLY), ["program"], {})


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
