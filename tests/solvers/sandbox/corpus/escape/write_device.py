# Tries to make a device.
# expect: refused
# protection: seccomp: mknod*
import os
import stat

import pyomo.environ as pyo


def attempt(data):
    os.mknod("disk", 0o600 | stat.S_IFBLK, os.makedev(8, 0))


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
