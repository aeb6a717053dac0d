# Tries to forge the report of its protections after a refusal.
# expect: refused
# protection: seccomp: socket
import os
import socket
import struct
import time

import pyomo.environ as pyo


def attempt(data):
    try:
        socket.socket()
    except OSError:
        pass
    forged = b'+{"termination": "converged", "protections": {"seccomp": true}, "messages": []}'
    os.write(3, struct.pack("!I", len(forged)) + forged)
    time.sleep(10)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
