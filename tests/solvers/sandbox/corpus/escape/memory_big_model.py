# Tries to build a model that is far too large.
# expect: memory
# protection: rlimit: address space
# limits: memory=300
import pyomo.environ as pyo


def attempt(data):
    model = pyo.ConcreteModel()
    model.x = pyo.Var(range(10_000_000))


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
