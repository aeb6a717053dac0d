# Tries to wait for itself.
# expect: wall_time
# protection: wall time
# limits: wall_time=0.5
import threading

import pyomo.environ as pyo


def attempt(data):
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
