# Uses deep recursion within reason and a hundred megabytes.
# objective: 10
import numpy as np
import pyomo.environ as pyo



def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


def build_model(data):
    field = np.ones((3000, 4000))
    assert field.sum() == 12_000_000
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(depth(500) / 500, 2))
    model.o = pyo.Objective(expr=10 * model.x)
    return model
