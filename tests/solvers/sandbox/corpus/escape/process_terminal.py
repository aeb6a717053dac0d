# Tries to fork with a terminal.
# expect: refused
# protection: landlock: write /dev/p* | seccomp: clone*
import pty

import pyomo.environ as pyo


def attempt(data):
    pty.fork()


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
