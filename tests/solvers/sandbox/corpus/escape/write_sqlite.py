# Tries to have SQLite make a database outside.
# expect: refused
# protection: landlock: * *new.db
import sqlite3

import pyomo.environ as pyo


def attempt(data):
    sqlite3.connect(data["outside"] + "/new.db").execute("create table t (a)")


def build_model(data):
    attempt(data)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 42))
    model.best = pyo.Objective(expr=model.x, sense=pyo.maximize)
    return model
