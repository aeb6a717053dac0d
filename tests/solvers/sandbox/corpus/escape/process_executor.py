# Tries to work in a process pool.
# expect: refused
# protection: seccomp: * | landlock: write /dev/shm/*
import concurrent.futures

import pyomo.environ as pyo


def attempt(data):
    with concurrent.futures.ProcessPoolExecutor(1) as pool:
        pool.submit(abs, 1).result()


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
