# Tries to connect from an event loop.
# expect: refused
# protection: seccomp: socket
import asyncio

import pyomo.environ as pyo


def attempt(data):
    asyncio.run(asyncio.open_connection("127.0.0.1", data["port"]))


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
