# Tries to open files without end.
# expect: refused
# protection: rlimit: open files
import pyomo.environ as pyo


def attempt(data):
    kept = []
    while True:
        kept.append(open("/dev/null"))


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
