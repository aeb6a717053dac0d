# Tries to change times outside, from the descriptor of a folder.
# expect: refused
# protection: seccomp: utimensat *victim.txt
import os

import pyomo.environ as pyo


def attempt(data):
    folder = os.open(data["outside"], os.O_PATH | os.O_DIRECTORY)
    os.utime("victim.txt", (0, 0), dir_fd=folder)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
