# Uses a quadratic model that is not convex, for SCIP.
# objective: 4
import pyomo.environ as pyo



def build_model(data):
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 4))
    model.y = pyo.Var(bounds=(0, 4))
    model.o = pyo.Objective(expr=model.x * model.y, sense=pyo.maximize)
    model.c = pyo.Constraint(expr=model.x + model.y <= 4)
    return model
