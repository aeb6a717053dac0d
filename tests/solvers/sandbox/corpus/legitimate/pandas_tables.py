# Uses pandas: frames, groups, joins.
# objective: 70
# data: {"orders": [{"item": "nut", "count": 10}, {"item": "bolt", "count": 6}, {"item": "nut", "count": 10}]}
import pandas as pd
import pyomo.environ as pyo



def build_model(data):
    orders = pd.DataFrame(data["orders"])
    prices = pd.DataFrame({"item": ["nut", "bolt"], "price": [2.0, 5.0]})
    joined = orders.merge(prices, on="item")
    need = joined.groupby("item")["count"].sum()
    price = prices.set_index("item")["price"]
    model = pyo.ConcreteModel()
    model.I = pyo.Set(initialize=list(need.index))
    model.make = pyo.Var(model.I, domain=pyo.NonNegativeReals)
    model.cost = pyo.Objective(expr=sum(price[i] * model.make[i] for i in model.I))
    model.need = pyo.Constraint(model.I, rule=lambda m, i: m.make[i] >= float(need[i]))
    return model
