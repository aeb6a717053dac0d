# Tries to send to an address from an event loop's socket.
# expect: refused
# protection: seccomp: sendto
import socket

import pyomo.environ as pyo


def attempt(data):
    ours, theirs = socket.socketpair()
    ours.sendto(b"x", data["unix_socket"])


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
