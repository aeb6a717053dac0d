# Tries to replace the sandbox's own functions, then to connect.
# expect: refused
# protection: seccomp: socket
import socket
import sys

import pyomo.environ as pyo


def attempt(data):
    child = sys.modules["optimoot.solvers.sandbox.child"]
    child.confine = lambda confinement: {}
    for name in [name for name in sys.modules if "sandbox" in name]:
        del sys.modules[name]
    socket.socket()


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
