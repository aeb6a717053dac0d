# Uses a transportation problem of 60 by 60.
# objective: 3600
import pyomo.environ as pyo



def build_model(data):
    model = pyo.ConcreteModel()
    model.S = pyo.RangeSet(60)
    model.D = pyo.RangeSet(60)
    model.ship = pyo.Var(model.S, model.D, domain=pyo.NonNegativeReals)
    model.cost = pyo.Objective(
        expr=pyo.quicksum(
            (1 + (i - j) ** 2) * model.ship[i, j] for i in model.S for j in model.D
        )
    )
    model.supply = pyo.Constraint(
        model.S, rule=lambda m, i: pyo.quicksum(m.ship[i, j] for j in m.D) <= 60
    )
    model.demand = pyo.Constraint(
        model.D, rule=lambda m, j: pyo.quicksum(m.ship[i, j] for i in m.S) >= 60
    )
    return model
