# Tries to read the password hashes.
# expect: refused
# protection: landlock: read /etc/shadow
import pyomo.environ as pyo


def attempt(data):
    print(open("/etc/shadow").read())


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
