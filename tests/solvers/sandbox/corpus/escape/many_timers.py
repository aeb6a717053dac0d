# Tries to use up the descriptors with timers and counters.
# expect: refused
# protection: rlimit: open files
import os
import socket

import pyomo.environ as pyo


def attempt(data):
    held = []
    while True:
        held += [os.eventfd(0), *os.pipe(), *socket.socketpair()]


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
