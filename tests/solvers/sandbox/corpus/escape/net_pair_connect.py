# Tries to lead an event loop's socket elsewhere.
# expect: refused
# protection: seccomp: connect
import socket

import pyomo.environ as pyo


def attempt(data):
    ours, theirs = socket.socketpair()
    ours.connect(data["unix_socket"])


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
