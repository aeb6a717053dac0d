# Tries to signal a thread of another process.
# expect: refused
# protection: seccomp: tgkill
import ctypes

import pyomo.environ as pyo


def attempt(data):
    bystander = data["bystander"]
    ctypes.CDLL(None).syscall(data["numbers"]["tgkill"], bystander, bystander, 9)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
