# Tries to have pandas write a table outside.
# expect: refused
# protection: landlock: write *new.csv
import pandas as pd

import pyomo.environ as pyo


def attempt(data):
    pd.DataFrame({"a": [1]}).to_csv(data["outside"] + "/new.csv")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
