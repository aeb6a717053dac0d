# Tries to invent a refusal.
# expect: crashed
# protection: result: schema
import os
import struct
import time

import pyomo.environ as pyo


def attempt(data):
    forged = b'-{"kind": "refused", "message": "x", "protection": "landlock: read /etc/shadow"}'
    os.write(3, struct.pack("!I", len(forged)) + forged)
    time.sleep(10)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
