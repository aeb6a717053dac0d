# Uses pandas with dates and time zones, and a CSV file in scratch.
# objective: 6
import io

import pandas as pd
import pyomo.environ as pyo



def build_model(data):
    days = pd.date_range("2024-02-27", periods=4, freq="D", tz="Europe/Berlin")
    frame = pd.DataFrame({"day": days.strftime("%Y-%m-%d"), "need": [1, 2, 1, 2]})
    frame.to_csv("needs.csv", index=False)
    read = pd.read_csv("needs.csv", parse_dates=["day"])
    assert read["day"].dt.day.tolist() == [27, 28, 29, 1]
    assert pd.read_csv(io.StringIO("a,b\n1,2\n"))["b"].sum() == 2
    model = pyo.ConcreteModel()
    model.x = pyo.Var(list(read.index), domain=pyo.NonNegativeReals)
    model.total = pyo.Objective(expr=sum(model.x[i] for i in read.index))
    model.need = pyo.Constraint(
        list(read.index), rule=lambda m, i: m.x[i] >= float(read.loc[i, "need"])
    )
    return model
