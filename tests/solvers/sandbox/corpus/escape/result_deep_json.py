# Tries to give a result that is nested without end.
# expect: crashed
# protection: result: schema
import os
import struct
import time

import pyomo.environ as pyo


def attempt(data):
    forged = b"+" + b"[" * 1_000_000
    content = struct.pack("!I", len(forged)) + forged
    while content:
        content = content[os.write(3, content) :]
    time.sleep(10)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
