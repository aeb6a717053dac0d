# Tries to start a program.
# expect: refused
# protection: seccomp: vfork | seccomp: fork | seccomp: clone*
import subprocess

import pyomo.environ as pyo


def attempt(data):
    subprocess.run(["/bin/touch", data["outside"] + "/new.txt"])


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
