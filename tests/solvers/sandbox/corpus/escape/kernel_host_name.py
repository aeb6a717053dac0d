# Tries to rename the machine.
# expect: refused
# protection: seccomp: sethostname
import socket

import pyomo.environ as pyo


def attempt(data):
    socket.sethostname(socket.gethostname())


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
