# Tries to fill the disk through mappings of files that are all hole.
# expect: output
# protection: scratch folder
# limits: disk=4
import mmap
import os

import pyomo.environ as pyo


def attempt(data):
    held = []
    while True:
        opened = os.open(f"file{len(held)}", os.O_CREAT | os.O_RDWR)
        os.ftruncate(opened, 1 << 20)
        held.append(mmap.mmap(opened, 1 << 20))
        held[-1].write(b"x" * (1 << 20))
        os.close(opened)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
