# Uses its own data, nested and with tuple keys written as text.
# objective: 12
# data: {"arcs": [["a", "b"], ["a", "c"]], "cost": {"a": {"b": 2, "c": 3}}}
import pyomo.environ as pyo



def build_model(data):
    model = pyo.ConcreteModel()
    model.A = pyo.Set(initialize=[tuple(arc) for arc in data["arcs"]], dimen=2)
    cost = {(i, j): data["cost"][i][j] for i, j in model.A}
    model.flow = pyo.Var(model.A, bounds=(0, 3))
    model.cost = pyo.Objective(expr=sum(cost[a] * model.flow[a] for a in model.A))
    model.sent = pyo.Constraint(expr=sum(model.flow["a", j] for j in "bc") >= 5)
    return model
