# Tries to have the caller make millions of objects.
# expect: crashed
# protection: result: schema
import os
import struct
import time

import pyomo.environ as pyo


def attempt(data):
    head, record = b'+{"termination": "converged", "variables": [', b'{"name":"","value":1},'
    size = len(head) + len(record) * 2_000_000
    os.write(3, struct.pack("!I", size) + head)
    for _ in range(2_000_000 // 1000):
        left = record * 1000
        while left:
            left = left[os.write(3, left) :]
    time.sleep(10)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
