# Uses sets of tuples, set algebra and sparse indices.
# objective: 9
import pyomo.environ as pyo



def build_model(data):
    model = pyo.ConcreteModel()
    model.N = pyo.Set(initialize=["a", "b", "c"])
    model.A = pyo.Set(initialize=[("a", "b"), ("b", "c"), ("a", "c")], dimen=2)
    model.Loops = (model.N * model.N) - model.A
    model.flow = pyo.Var(model.A, bounds=(0, 3))
    model.o = pyo.Objective(expr=sum(model.flow[a] for a in model.A), sense=pyo.maximize)
    assert len(model.Loops) == 6
    return model
