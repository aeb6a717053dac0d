# Tries to set an extended attribute.
# expect: refused
# protection: seccomp: setxattr *victim.txt
import os

import pyomo.environ as pyo


def attempt(data):
    os.setxattr(data["victim"], "user.mine", b"in")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
