# Tries to announce a result of four gigabytes.
# expect: output
# protection: result
import os
import struct
import time

import pyomo.environ as pyo


def attempt(data):
    os.write(3, struct.pack("!I", 0xFFFFFFFF))
    time.sleep(10)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
