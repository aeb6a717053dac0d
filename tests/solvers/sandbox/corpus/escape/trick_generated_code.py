# Tries to hide the attempt in generated code.
# expect: refused
# protection: seccomp: socket
import base64

import pyomo.environ as pyo


def attempt(data):
    exec(base64.b64decode("aW1wb3J0IHNvY2tldDsgc29ja2V0LnNvY2tldCgp"))


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
