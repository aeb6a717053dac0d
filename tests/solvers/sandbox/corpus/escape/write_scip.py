# Tries to have SCIP write its problem outside.
# expect: refused
# protection: landlock: write *new.lp
import pyscipopt

import pyomo.environ as pyo


def attempt(data):
    model = pyscipopt.Model()
    model.addVar("x")
    model.writeProblem(data["outside"] + "/new.lp")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
