# Tries to leave its session, so as not to be killed with it.
# expect: refused
# protection: seccomp: setsid | seccomp: setpgid
import os

import pyomo.environ as pyo


def attempt(data):
    os.setpgid(0, 0)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
