# Prints what a process without memory would, and dies otherwise.
# expect: crashed
# protection: result
import os

import pyomo.environ as pyo


def attempt(data):
    print("MemoryError")
    print("terminate called after throwing an instance of 'std::bad_alloc'", flush=True)
    os._exit(3)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
