# Tries to open relative to a descriptor of the root.
# expect: refused
# protection: landlock: read /etc/shadow
import os

import pyomo.environ as pyo


def attempt(data):
    root = os.open("/", os.O_PATH)
    print(os.read(os.open("etc/shadow", os.O_RDONLY, dir_fd=root), 100))


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
