# Tries to lower its parent's limits.
# expect: refused
# protection: seccomp: prlimit64
import os
import resource

import pyomo.environ as pyo


def attempt(data):
    resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (0, 0))


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
