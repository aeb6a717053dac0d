"""Second methods for the house problems of the family transportation."""

import numpy as np
from house_methods import best, second
from scipy.optimize import linear_sum_assignment


@second("transportation/gravel", "network")
def gravel():
    # Units of ten tonnes assigned one by one: each row is a load, each column a place to fill.
    freight = np.array([[4, 7, 3, 0], [6, 5, 8, 0], [9, 4, 6, 0]])
    loads = np.repeat(range(3), [24, 18, 15])
    places = np.repeat(range(4), [19, 16, 17, 5])
    costs = freight[np.ix_(loads, places)]
    return float(10 * costs[linear_sum_assignment(costs)].sum())


@second("transportation/mangoes", "network")
def mangoes():
    cost = np.array([[22, 35, 41, 0], [30, 18, 27, 0], [26, 24, 19, 0]])
    units = np.repeat(range(3), [40, 35, 30])
    places = np.repeat(range(4), [30, 42, 25, 8])
    costs = cost[np.ix_(units, places)]
    return float(10 * costs[linear_sum_assignment(costs)].sum())


@second("transportation/short-supply", "closed-form")
def short_supply():
    return "infeasible" if 70 + 55 < 40 + 48 + 45 else "feasible"


@second("transportation/vaccines", "enumeration")
def vaccines():
    # All of clinic 1 comes from store 1; choose what else does.
    def cost(two, three, four):
        if 60 + two + three + four > 130 or 200 - two - three - four > 150:
            return None
        rest = 4 * (70 - two) + 7 * (80 - three) + 5 * (50 - four)
        return 5 * 60 + 8 * two + 6 * three + 11 * four + rest

    return best(cost, range(71), range(46), range(51))


@second("transportation/empty-bikes", "network")
def empty_bikes():
    costs = np.repeat([[25, 18, 12], [20, 29, 11]], [14, 9], axis=0)[
        :, np.repeat(range(3), [11, 7, 5])
    ]
    return float(costs[linear_sum_assignment(costs)].sum()) / 10


@second("transportation/unknown-demand", "enumeration")
def unknown_demand(value):
    def cost(gdansk, lodz, opole):
        if gdansk + lodz + opole > 50 or 65 + value - gdansk - lodz - opole > 60:
            return None
        here = 30 * gdansk + 40 * lodz + 75 * opole
        return here + 90 * (35 - gdansk) + 35 * (30 - lodz) + 45 * (value - opole)

    return best(cost, range(36), range(31), range(int(value) + 1))
