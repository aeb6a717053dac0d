# Tries to ignore what would end it.
# expect: cpu_time
# protection: rlimit: CPU time
# limits: cpu_time=1
import signal

import pyomo.environ as pyo


def attempt(data):
    for number in range(1, signal.NSIG):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    while True:
        pass


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
