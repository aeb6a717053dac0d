# Tries to have pandas fetch a table.
# expect: refused
# protection: seccomp: socket
import pandas as pd

import pyomo.environ as pyo


def attempt(data):
    pd.read_csv(f"http://127.0.0.1:{data['port']}/table.csv")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
