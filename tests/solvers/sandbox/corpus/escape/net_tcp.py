# Tries to connect to a TCP port.
# expect: refused
# protection: seccomp: socket
import socket

import pyomo.environ as pyo


def attempt(data):
    with socket.create_connection(("127.0.0.1", data["port"]), timeout=2) as connection:
        connection.sendall(b"out")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
