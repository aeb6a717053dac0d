# Uses a nonlinear model with integers, for SCIP.
# objective: 12
import pyomo.environ as pyo



def build_model(data):
    model = pyo.ConcreteModel()
    model.a = pyo.Var(domain=pyo.Integers, bounds=(1, 10))
    model.b = pyo.Var(domain=pyo.Integers, bounds=(1, 10))
    model.o = pyo.Objective(expr=2 * model.a + 2 * model.b)
    model.c = pyo.Constraint(expr=model.a * model.b >= 9)
    return model
