# Tries to spin in native code.
# expect: cpu_time
# protection: rlimit: CPU time
# limits: cpu_time=1
import pyomo.environ as pyo


def attempt(data):
    10 ** 10 ** 9


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
