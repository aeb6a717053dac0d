# Uses a tour through all cities, with a constraint for each subset.
# objective: 4
import itertools
import math

import pyomo.environ as pyo



def build_model(data):
    place = {0: (0, 0), 1: (0, 1), 2: (1, 1), 3: (1, 0)}
    arcs = list(itertools.permutations(place, 2))
    length = {(i, j): math.dist(place[i], place[j]) for i, j in arcs}
    model = pyo.ConcreteModel()
    model.go = pyo.Var(arcs, domain=pyo.Binary)
    model.length = pyo.Objective(expr=sum(length[a] * model.go[a] for a in arcs))
    model.leave = pyo.Constraint(
        list(place), rule=lambda m, i: sum(m.go[i, j] for j in place if j != i) == 1
    )
    model.enter = pyo.Constraint(
        list(place), rule=lambda m, j: sum(m.go[i, j] for i in place if j != i) == 1
    )
    model.subtours = pyo.ConstraintList()
    for size in (2, 3):
        for part in itertools.combinations(place, size):
            model.subtours.add(sum(model.go[a] for a in itertools.permutations(part, 2)) <= size - 1)
    return model
