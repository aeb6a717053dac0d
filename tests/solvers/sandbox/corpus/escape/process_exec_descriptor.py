# Tries to become a program that it has written.
# expect: refused
# protection: seccomp: memfd_create
import os

import pyomo.environ as pyo


def attempt(data):
    program = os.memfd_create("program")
    os.write(program, b"#!/bin/sh\nid\n")
    os.execve(program, ["program"], {})


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
