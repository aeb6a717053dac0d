# Tries to open a database of the user.
# expect: refused
# protection: landlock: * *notes.db
import sqlite3

import pyomo.environ as pyo


def attempt(data):
    print(sqlite3.connect(data["database"]).execute("select * from notes").fetchall())


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
