# Uses itertools.
# objective: 5
import itertools

import pyomo.environ as pyo



def build_model(data):
    cost = dict(zip(itertools.product("abc", "xyz"), [4, 1, 3, 2, 0, 5, 3, 2, 2], strict=True))
    model = pyo.ConcreteModel()
    model.P = pyo.Set(initialize=list(itertools.product("abc", "xyz")), dimen=2)
    model.does = pyo.Var(model.P, domain=pyo.Binary)
    model.cost = pyo.Objective(expr=sum(cost[p] * model.does[p] for p in model.P))
    model.one = pyo.ConstraintList()
    for worker in "abc":
        model.one.add(sum(model.does[worker, job] for job in "xyz") == 1)
    for job in "xyz":
        model.one.add(sum(model.does[worker, job] for worker in "abc") == 1)
    return model
