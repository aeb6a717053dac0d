# Tries to stop the server that waits for it.
# expect: refused
# protection: seccomp: kill
import os
import signal

import pyomo.environ as pyo


def attempt(data):
    for number in (signal.SIGSTOP, signal.SIGCHLD, signal.SIGIO):
        os.kill(os.getppid(), number)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
