# Tries to fetch a page.
# expect: refused
# protection: seccomp: socket
import urllib.request

import pyomo.environ as pyo


def attempt(data):
    urllib.request.urlopen(f"http://127.0.0.1:{data['port']}/", timeout=2).read()


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
