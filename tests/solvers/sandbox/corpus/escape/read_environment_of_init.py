# Tries to read another process's environment.
# expect: refused
# protection: landlock: read /proc/1/environ
import pyomo.environ as pyo


def attempt(data):
    print(open("/proc/1/environ").read())


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
