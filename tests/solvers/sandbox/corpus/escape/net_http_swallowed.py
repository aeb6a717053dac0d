# Tries to post the data somewhere and hides that it failed.
# expect: refused
# protection: seccomp: socket
import http.client

import pyomo.environ as pyo


def attempt(data):
    try:
        http.client.HTTPConnection("127.0.0.1", data["port"], timeout=2).request("POST", "/", "out")
    except Exception:
        pass


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
