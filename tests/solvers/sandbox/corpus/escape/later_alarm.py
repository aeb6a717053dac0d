# Tries to act when a timer fires after the result.
# expect: contained
import signal

import pyomo.environ as pyo


def build_model(data):
    signal.signal(signal.SIGALRM, lambda *_: open(data["outside"] + "/new.txt", "w"))
    signal.setitimer(signal.ITIMER_REAL, 5)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
