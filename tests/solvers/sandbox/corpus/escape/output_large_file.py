# Tries to fill the disk with one file.
# expect: output
# protection: rlimit: file size | scratch folder
# limits: disk=4
import pyomo.environ as pyo


def attempt(data):
    with open("large", "wb") as file:
        while True:
            file.write(b"x" * 1_000_000)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
