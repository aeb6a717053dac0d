# Tries to stop itself, so as to stay for ever.
# expect: wall_time
# protection: wall time
# limits: wall_time=0.5
import os
import signal

import pyomo.environ as pyo


def attempt(data):
    os.kill(os.getpid(), signal.SIGSTOP)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
