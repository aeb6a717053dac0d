# Tries to change times of what it has only a handle of.
# expect: refused
# protection: seccomp: utimensat *victim.txt
import os

import pyomo.environ as pyo


def attempt(data):
    os.utime(f"/proc/self/fd/{os.open(data['victim'], os.O_PATH)}", (0, 0))


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
