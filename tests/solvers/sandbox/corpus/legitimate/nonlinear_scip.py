# Uses exp and log, for SCIP.
# objective: 1
import pyomo.environ as pyo



def build_model(data):
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 2), initialize=1)
    model.o = pyo.Objective(expr=pyo.exp(model.x))
    model.c = pyo.Constraint(expr=pyo.log(1 + model.x) >= 0)
    return model
