# Tries to double a text without end.
# expect: memory
# protection: rlimit: address space
# limits: memory=300
import pyomo.environ as pyo


def attempt(data):
    text = "x"
    while True:
        text += text


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
