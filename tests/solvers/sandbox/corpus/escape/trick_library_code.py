# Tries to load machine code that it has written.
# expect: refused
# protection: landlock: read *library.so | seccomp: *
import ctypes
import shutil

import pyomo.environ as pyo


def attempt(data):
    shutil.copyfile(data["outside"] + "/library.so", "mine.so")
    ctypes.CDLL("./mine.so")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
