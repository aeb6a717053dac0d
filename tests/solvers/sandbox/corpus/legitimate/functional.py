# Uses functools, operator, heapq, bisect and generators.
# objective: 15
import bisect
import functools
import heapq
import operator

import pyomo.environ as pyo



@functools.lru_cache(maxsize=None)
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def build_model(data):
    costs = [fibonacci(n) for n in range(1, 8)]
    least = heapq.nsmallest(3, costs)
    product = functools.reduce(operator.mul, [c for c in (3, 5)])
    assert bisect.bisect(costs, 5) == 5 and least == [1, 1, 2]
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(1, 2))
    model.o = pyo.Objective(expr=product * model.x)
    return model
