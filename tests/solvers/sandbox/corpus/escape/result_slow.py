# Tries to keep everybody waiting for the rest of a result.
# expect: wall_time
# protection: wall time
# limits: wall_time=1
import os
import struct
import time

import pyomo.environ as pyo


def attempt(data):
    os.write(3, struct.pack("!I", 1 << 20))
    while True:
        os.write(3, b"+")
        time.sleep(0.05)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
