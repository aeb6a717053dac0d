# Uses disjunctions, turned into a mixed-integer model.
# objective: 2
import pyomo.environ as pyo
import pyomo.gdp as gdp



def build_model(data):
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, 10))
    model.low = gdp.Disjunct()
    model.low.c = pyo.Constraint(expr=model.x >= 6)
    model.high = gdp.Disjunct()
    model.high.c = pyo.Constraint(expr=model.x >= 2)
    model.either = gdp.Disjunction(expr=[model.low, model.high])
    model.o = pyo.Objective(expr=model.x)
    pyo.TransformationFactory("gdp.bigm").apply_to(model, bigM=100)
    return model
