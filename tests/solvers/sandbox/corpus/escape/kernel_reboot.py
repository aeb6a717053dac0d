# Tries to stop the machine (with a wrong magic number, in case it works).
# expect: refused
# protection: seccomp: reboot
import ctypes

import pyomo.environ as pyo


def attempt(data):
    ctypes.CDLL(None).syscall(data["numbers"]["reboot"], 0, 0, 0, 0)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
