# Uses a mixed-integer model that needs a search.
# objective: *
import pyomo.environ as pyo



def build_model(data):
    model = pyo.ConcreteModel()
    model.I = pyo.RangeSet(40)
    model.take = pyo.Var(model.I, domain=pyo.Binary)
    weight = {i: 10 + (i * 37) % 23 for i in model.I}
    model.worth = pyo.Objective(
        expr=sum((weight[i] + (i * 13) % 7) * model.take[i] for i in model.I), sense=pyo.maximize
    )
    model.bags = pyo.Constraint(expr=sum(weight[i] * model.take[i] for i in model.I) <= 321)
    return model
