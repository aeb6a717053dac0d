# Tries to have HiGHS log to a file outside.
# expect: refused
# protection: landlock: write *new.log
import highspy

import pyomo.environ as pyo


def attempt(data):
    highs = highspy.Highs()
    highs.setOptionValue("log_file", data["outside"] + "/new.log")
    highs.run()


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
