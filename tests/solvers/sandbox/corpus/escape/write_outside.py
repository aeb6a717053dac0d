# Tries to write a file outside.
# expect: refused
# protection: landlock: write *new.txt
import pyomo.environ as pyo


def attempt(data):
    open(data["outside"] + "/new.txt", "w").write("in")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
