# Tries to map more memory than there is.
# expect: memory
# protection: rlimit: address space
import mmap

import pyomo.environ as pyo


def attempt(data):
    mmap.mmap(-1, 8 << 30)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
