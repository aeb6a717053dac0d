# Tries to have HiGHS write a file outside.
# expect: refused
# protection: landlock: write *new.opt
import highspy

import pyomo.environ as pyo


def attempt(data):
    highspy.Highs().writeOptions(data["outside"] + "/new.opt")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
