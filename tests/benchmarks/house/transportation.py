"""Second methods for the house problems of the family transportation."""

import numpy as np
from house_methods import second
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
