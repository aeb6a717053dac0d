# Tries to spin in a regular expression.
# expect: cpu_time
# protection: rlimit: CPU time
# limits: cpu_time=1
import re

import pyomo.environ as pyo


def attempt(data):
    re.match("(a+)+$", "a" * 60 + "b")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
