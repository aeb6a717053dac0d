# Tries to set the machine's clock.
# expect: refused
# protection: seccomp: clock_settime | seccomp: settimeofday
import time

import pyomo.environ as pyo


def attempt(data):
    time.clock_settime(time.CLOCK_REALTIME, time.time())


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
