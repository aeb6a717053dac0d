# Tries to write garbage in place of the result.
# expect: crashed
# protection: result: schema
import os
import struct
import time

import pyomo.environ as pyo


def attempt(data):
    os.write(3, struct.pack("!I", 8) + b"+garbage")
    time.sleep(10)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
