# Uses nothing but Pyomo.
# objective: 21
import pyomo.environ as pyo



def build_model(data):
    model = pyo.ConcreteModel()
    model.x = pyo.Var(domain=pyo.NonNegativeReals)
    model.y = pyo.Var(domain=pyo.NonNegativeReals)
    model.profit = pyo.Objective(expr=5 * model.x + 4 * model.y, sense=pyo.maximize)
    model.steel = pyo.Constraint(expr=6 * model.x + 4 * model.y <= 24)
    model.hours = pyo.Constraint(expr=model.x + 2 * model.y <= 6)
    return model
