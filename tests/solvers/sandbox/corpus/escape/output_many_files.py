# Tries to fill the disk with many files.
# expect: output
# protection: scratch folder
# limits: disk=4
import pyomo.environ as pyo


def attempt(data):
    number = 0
    while True:
        number += 1
        with open(f"file{number}", "wb") as file:
            file.write(b"x" * 1_000_000)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
