# Tries to make a lock that other processes see.
# expect: refused
# protection: landlock: write /dev/shm/*
import ctypes

import pyomo.environ as pyo


def attempt(data):
    libc = ctypes.CDLL(None)
    libc.sem_open.restype = ctypes.c_void_p
    libc.sem_open(b"/left-behind", 0o100, 0o600, 1)
    open("/dev/shm/left-behind", "w")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
