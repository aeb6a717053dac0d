# Tries to recurse until the stack is full.
# expect: crashed | memory
# protection: * | 
import sys

import pyomo.environ as pyo


def attempt(data):
    sys.setrecursionlimit(10**9)

    def deeper():
        return [*map(lambda _: deeper(), [0])]

    deeper()


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
