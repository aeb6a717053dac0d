# Uses integer and binary variables.
# objective: 9
import pyomo.environ as pyo



def build_model(data):
    model = pyo.ConcreteModel()
    model.I = pyo.Set(initialize=["map", "rope", "tent"])
    weight = {"map": 1, "rope": 3, "tent": 4}
    worth = {"map": 2, "rope": 4, "tent": 5}
    model.take = pyo.Var(model.I, domain=pyo.Binary)
    model.worth = pyo.Objective(
        expr=sum(worth[i] * model.take[i] for i in model.I), sense=pyo.maximize
    )
    model.bag = pyo.Constraint(expr=sum(weight[i] * model.take[i] for i in model.I) <= 7)
    return model
