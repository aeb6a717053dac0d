# Uses mutable, indexed and default parameters.
# objective: 50
import pyomo.environ as pyo



def build_model(data):
    model = pyo.ConcreteModel()
    model.I = pyo.Set(initialize=["a", "b"])
    model.price = pyo.Param(model.I, initialize={"a": 2}, default=3, mutable=True)
    model.rate = pyo.Param(initialize=1, mutable=True)
    model.x = pyo.Var(model.I, bounds=(0, 10))
    model.o = pyo.Objective(
        expr=sum(model.price[i] * model.rate * model.x[i] for i in model.I), sense=pyo.maximize
    )
    return model
