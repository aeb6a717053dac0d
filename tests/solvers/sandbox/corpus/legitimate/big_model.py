# Uses fifty thousand variables.
# objective: 50000
import pyomo.environ as pyo



def build_model(data):
    model = pyo.ConcreteModel()
    model.I = pyo.RangeSet(50_000)
    model.x = pyo.Var(model.I, bounds=(0, 10))
    model.total = pyo.Objective(expr=pyo.quicksum(model.x[i] for i in model.I))
    model.least = pyo.Constraint(model.I, rule=lambda m, i: m.x[i] >= 1)
    return model
