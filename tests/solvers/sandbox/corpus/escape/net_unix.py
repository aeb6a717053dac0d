# Tries to reach a server's Unix socket.
# expect: refused
# protection: seccomp: socket
import socket

import pyomo.environ as pyo


def attempt(data):
    socket.socket(socket.AF_UNIX).connect(data["unix_socket"])


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
