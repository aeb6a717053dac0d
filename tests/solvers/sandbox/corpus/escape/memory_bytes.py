# Tries to take much memory at once.
# expect: memory
# protection: rlimit: address space
import pyomo.environ as pyo


def attempt(data):
    return bytearray(8 << 30)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
