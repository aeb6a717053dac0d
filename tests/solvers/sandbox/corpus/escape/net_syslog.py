# Tries to write to the system's log.
# expect: refused
# protection: seccomp: socket
import syslog

import pyomo.environ as pyo


def attempt(data):
    syslog.syslog("out")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
