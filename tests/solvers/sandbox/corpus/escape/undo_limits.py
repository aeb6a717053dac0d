# Tries to raise its limits.
# expect: refused
# protection: seccomp: prlimit64 | seccomp: setrlimit
import resource

import pyomo.environ as pyo


def attempt(data):
    most = resource.RLIM_INFINITY
    resource.setrlimit(resource.RLIMIT_CPU, (most, most))


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
