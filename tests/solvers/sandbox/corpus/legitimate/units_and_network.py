# Uses Pyomo's network package.
# objective: 5
import pyomo.environ as pyo
import pyomo.network as network


def build_model(data):
    model = pyo.ConcreteModel()
    model.source = pyo.Block()
    model.source.flow = pyo.Var(bounds=(5, 9))
    model.source.out = network.Port(initialize={"flow": model.source.flow})
    model.sink = pyo.Block()
    model.sink.flow = pyo.Var(bounds=(0, 9))
    model.sink.into = network.Port(initialize={"flow": model.sink.flow})
    model.arc = network.Arc(source=model.source.out, destination=model.sink.into)
    model.o = pyo.Objective(expr=model.sink.flow)
    pyo.TransformationFactory("network.expand_arcs").apply_to(model)
    return model
