# Uses Pyomo's blocks.
# objective: 6
import pyomo.environ as pyo



def build_model(data):
    model = pyo.ConcreteModel()
    model.T = pyo.RangeSet(3)

    def period(block, t):
        block.make = pyo.Var(bounds=(0, 5))
        block.need = pyo.Constraint(expr=block.make >= t)

    model.period = pyo.Block(model.T, rule=period)
    model.o = pyo.Objective(expr=sum(model.period[t].make for t in model.T))
    return model
