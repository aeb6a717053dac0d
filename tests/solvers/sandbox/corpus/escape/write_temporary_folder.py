# Tries to write into the machine's temporary folder.
# expect: refused
# protection: landlock: write /tmp/*
import tempfile

import pyomo.environ as pyo


def attempt(data):
    tempfile.NamedTemporaryFile(dir="/tmp")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
