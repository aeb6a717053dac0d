# Tries to change a file's owner.
# expect: refused
# protection: seccomp: *chown* *victim.txt
import os

import pyomo.environ as pyo


def attempt(data):
    os.chown(data["victim"], os.getuid(), os.getgid())


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
