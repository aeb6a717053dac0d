# Uses regular expressions, textwrap, string formatting, csv and StringIO.
# objective: 30
import csv
import io
import re
import string
import textwrap

import pyomo.environ as pyo



TABLE = """
    name,stock
    nails,10
    screws,20
"""


def build_model(data):
    rows = list(csv.DictReader(io.StringIO(textwrap.dedent(TABLE).strip())))
    stock = {row["name"]: int(re.fullmatch(r"\d+", row["stock"])[0]) for row in rows}
    label = string.Template("stock of $name")
    model = pyo.ConcreteModel()
    model.I = pyo.Set(initialize=sorted(stock), doc=label.substitute(name="all"))
    model.x = pyo.Var(model.I, bounds=lambda m, i: (0, stock[i]))
    model.o = pyo.Objective(expr=sum(model.x[i] for i in model.I), sense=pyo.maximize)
    return model
