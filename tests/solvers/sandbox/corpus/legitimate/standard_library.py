# Uses json, math, random, collections, decimal, fractions, statistics.
# objective: 24
import collections
import decimal
import fractions
import json
import math
import random
import statistics

import pyomo.environ as pyo



def build_model(data):
    random.seed(3)
    values = [random.randint(1, 6) for _ in range(100)]
    counts = collections.Counter(values)
    assert sum(counts.values()) == 100 and statistics.mean(values) < 6
    price = float(decimal.Decimal("1.1") + decimal.Decimal("2.2"))
    third = fractions.Fraction(1, 3)
    assert math.isclose(price, 3.3) and third * 3 == 1
    factorial = json.loads(json.dumps({"n": math.factorial(4)}))["n"]
    queue = collections.deque([1, 2])
    default = collections.defaultdict(list)
    default["a"].append(queue.popleft())
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(1, 2))
    model.o = pyo.Objective(expr=factorial * model.x)
    return model
