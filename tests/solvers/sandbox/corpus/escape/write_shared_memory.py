# Tries to leave shared memory behind.
# expect: refused
# protection: landlock: write /dev/shm/*
from multiprocessing import shared_memory

import pyomo.environ as pyo


def attempt(data):
    shared_memory.SharedMemory("optimoot", create=True, size=100)


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
