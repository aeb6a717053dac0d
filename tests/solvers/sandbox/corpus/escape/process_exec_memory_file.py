# Tries to execute a program that it made in memory.
# expect: refused
# protection: seccomp: memfd_create
import os

import pyomo.environ as pyo


def attempt(data):
    opened = os.memfd_create("program")
    os.write(opened, b"#!/bin/sh\necho out\n")
    os.execve(opened, ["program"], {})


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
