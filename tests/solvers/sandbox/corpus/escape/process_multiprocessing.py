# Tries to work in several processes.
# expect: refused
# protection: seccomp: clone | seccomp: fork | landlock: write /dev/shm/*
import multiprocessing

import pyomo.environ as pyo


def attempt(data):
    with multiprocessing.get_context("fork").Pool(2) as pool:
        pool.map(abs, [1, 2])


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
