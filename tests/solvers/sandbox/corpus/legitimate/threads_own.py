# Uses threads of its own.
# objective: 18
from concurrent.futures import ThreadPoolExecutor

import pyomo.environ as pyo



def build_model(data):
    with ThreadPoolExecutor(4) as pool:
        costs = list(pool.map(lambda n: n * n % 7 + 1, range(1, 6)))
    model = pyo.ConcreteModel()
    model.x = pyo.Var(range(5), bounds=(1, 2))
    model.total = pyo.Objective(expr=sum(c * model.x[i] for i, c in enumerate(costs)))
    return model
