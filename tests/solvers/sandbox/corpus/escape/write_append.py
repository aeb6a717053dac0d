# Tries to add to a file.
# expect: refused
# protection: landlock: write *victim.txt
import pyomo.environ as pyo


def attempt(data):
    open(data["victim"], "a").write("in")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
