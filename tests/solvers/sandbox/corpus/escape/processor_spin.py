# Tries to spin.
# expect: cpu_time
# protection: rlimit: CPU time
# limits: cpu_time=1
import pyomo.environ as pyo


def attempt(data):
    while True:
        pass


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
