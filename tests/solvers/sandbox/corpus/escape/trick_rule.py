# Tries to connect from a constraint's rule.
# expect: refused
# protection: seccomp: socket
import socket

import pyomo.environ as pyo


def build_model(data):
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    model.c = pyo.Constraint(rule=lambda m: m.x <= socket.socket().fileno())
    return model
