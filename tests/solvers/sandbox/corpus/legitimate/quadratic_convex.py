# Uses a convex quadratic objective.
# objective: 0.5
import pyomo.environ as pyo



def build_model(data):
    model = pyo.ConcreteModel()
    model.x = pyo.Var(range(2), bounds=(0, 1))
    model.o = pyo.Objective(expr=sum(model.x[i] ** 2 for i in range(2)))
    model.c = pyo.Constraint(expr=model.x[0] + model.x[1] == 1)
    return model
