# Tries the urgent bytes of Unix sockets, which had flaws.
# expect: refused
# protection: seccomp: sendto
import socket

import pyomo.environ as pyo


def attempt(data):
    ours, theirs = socket.socketpair()
    ours.send(b"x", socket.MSG_OOB)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
