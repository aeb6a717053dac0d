# Tries to listen on a port.
# expect: refused
# protection: seccomp: socket
import socketserver

import pyomo.environ as pyo


def attempt(data):
    socketserver.TCPServer(("127.0.0.1", 0), socketserver.BaseRequestHandler)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
