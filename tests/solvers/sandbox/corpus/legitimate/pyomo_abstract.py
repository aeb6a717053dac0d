# Uses an abstract model and its instance.
# objective: 5
import pyomo.environ as pyo



def build_model(data):
    abstract = pyo.AbstractModel()
    abstract.I = pyo.Set()
    abstract.need = pyo.Param(abstract.I)
    abstract.x = pyo.Var(abstract.I, domain=pyo.NonNegativeReals)
    abstract.o = pyo.Objective(rule=lambda m: sum(m.x[i] for i in m.I))
    abstract.c = pyo.Constraint(abstract.I, rule=lambda m, i: m.x[i] >= m.need[i])
    return abstract.create_instance({None: {"I": {None: [1, 2]}, "need": {1: 2, 2: 3}}})
