# Tries to run before everything else.
# expect: exception
# protection:
import os

import pyomo.environ as pyo


def attempt(data):
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(50))


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
