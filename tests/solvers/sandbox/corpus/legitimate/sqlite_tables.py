# Uses an SQLite database in memory and in scratch.
# objective: 11
import sqlite3

import pyomo.environ as pyo



def build_model(data):
    with sqlite3.connect("tables.db") as database:
        database.execute("create table needs (item text, need real)")
        database.executemany("insert into needs values (?, ?)", [("a", 4), ("b", 7)])
        needs = dict(database.execute("select item, need from needs"))
    database.close()
    memory = sqlite3.connect(":memory:")
    assert memory.execute("select 1 + 1").fetchone() == (2,)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(list(needs), domain=pyo.NonNegativeReals)
    model.o = pyo.Objective(expr=sum(model.x[i] for i in needs))
    model.c = pyo.Constraint(list(needs), rule=lambda m, i: m.x[i] >= needs[i])
    return model
