# Tries to connect while it is loaded.
# expect: refused
# protection: seccomp: socket
import socket

import pyomo.environ as pyo

socket.socket()


def build_model(data):
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
