# Tries to change a file's mode through a link of its own.
# expect: refused
# protection: seccomp: *mod* *victim.txt
import os

import pyomo.environ as pyo


def attempt(data):
    os.symlink(data["victim"], "link")
    os.chmod("link", 0o777)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
