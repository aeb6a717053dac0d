# Tries the same thing many times.
# expect: refused
# protection: seccomp: socket
import socket

import pyomo.environ as pyo


def attempt(data):
    while True:
        try:
            socket.socket()
        except OSError:
            pass


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
