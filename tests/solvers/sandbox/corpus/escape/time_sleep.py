# Tries to sleep beyond its time.
# expect: wall_time
# protection: wall time
# limits: wall_time=0.5
import time

import pyomo.environ as pyo


def attempt(data):
    time.sleep(3600)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
