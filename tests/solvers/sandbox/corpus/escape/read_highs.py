# Tries to have HiGHS read the file.
# expect: refused
# protection: landlock: read *secret.lp
import highspy

import pyomo.environ as pyo


def attempt(data):
    highs = highspy.Highs()
    highs.readModel(data["outside"] + "/secret.lp")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
