# Tries to have words of its own shown as an error of the sandbox.
# expect: crashed
# protection: result: schema
import os
import struct
import time

import pyomo.environ as pyo


def attempt(data):
    forged = b'!{"message": "Your licence has ended.", "remedy": "Visit example.org."}'
    os.write(3, struct.pack("!I", len(forged)) + forged)
    time.sleep(10)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
