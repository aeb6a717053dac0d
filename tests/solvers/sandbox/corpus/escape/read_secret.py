# Tries to read a file of the user.
# expect: refused
# protection: landlock: read *secret.txt
import pyomo.environ as pyo


def attempt(data):
    print(open(data["secret"]).read())


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
