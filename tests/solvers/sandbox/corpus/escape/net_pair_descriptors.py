# Tries to park descriptors in a socket.
# expect: refused
# protection: seccomp: sendmsg
import socket

import pyomo.environ as pyo


def attempt(data):
    ours, theirs = socket.socketpair()
    socket.send_fds(ours, [b"x"], [0, 1, 2])


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
