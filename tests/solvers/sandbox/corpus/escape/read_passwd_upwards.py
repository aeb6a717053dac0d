# Tries to climb out of the scratch folder.
# expect: refused
# protection: landlock: read /etc/passwd
import pyomo.environ as pyo


def attempt(data):
    print(open("../" * 40 + "etc/passwd").read())


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
