# Tries to see how the user's process was started.
# expect: refused
# protection: landlock: read /proc/*/cmdline
import pyomo.environ as pyo


def attempt(data):
    print(open(f"/proc/{data['client']}/cmdline").read())


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
