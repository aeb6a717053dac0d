# Tries to keep everybody waiting by printing now and then.
# expect: wall_time
# protection: wall time
# limits: wall_time=1
import time

import pyomo.environ as pyo


def attempt(data):
    while True:
        print(".", end="", flush=True)
        time.sleep(0.02)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
