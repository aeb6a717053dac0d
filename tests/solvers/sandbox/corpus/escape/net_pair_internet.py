# Tries to get a pair of internet sockets.
# expect: refused
# protection: seccomp: socketpair
import socket

import pyomo.environ as pyo


def attempt(data):
    socket.socketpair(socket.AF_INET)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
