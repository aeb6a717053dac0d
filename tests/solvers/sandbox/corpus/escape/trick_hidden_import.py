# Tries to import what it doesn't name.
# expect: refused
# protection: seccomp: socket
import builtins

import pyomo.environ as pyo


def attempt(data):
    module = getattr(builtins, "__imp" + "ort__")("".join(reversed("tekcos")))
    getattr(module, "so" + "cket")()


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
