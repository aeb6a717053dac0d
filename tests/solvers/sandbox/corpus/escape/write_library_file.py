# Tries to change a library that later runs import.
# expect: refused
# protection: landlock: write *pyomo/__init__.py
import pyomo

import pyomo.environ as pyo


def attempt(data):
    open(pyomo.__file__, "a").write("")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
