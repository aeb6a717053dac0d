# Tries to execute a program that it wrote to its own folder.
# expect: refused
# protection: seccomp: execve
import os

import pyomo.environ as pyo


def attempt(data):
    with open("program", "w") as file:
        file.write("#!/bin/sh\necho out\n")
    os.chmod("program", 0o755)
    os.execv("./program", ["program"])


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
