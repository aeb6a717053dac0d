# Tries to change a setting of the kernel.
# expect: refused
# protection: landlock: write /proc/sys/*
import pyomo.environ as pyo


def attempt(data):
    open("/proc/sys/kernel/core_pattern", "r+")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
