"""Second methods for the house problems of the family facility-location."""

import itertools

import numpy as np
from house_methods import best, second
from scipy.optimize import linear_sum_assignment


@second("facility-location/bakeries", "enumeration")
def bakeries():
    cost = np.array(
        [[0.1, 0.35, 0.4, 0.25, 0], [0.3, 0.15, 0.2, 0.3, 0], [0.45, 0.4, 0.1, 0.15, 0]]
    )
    room = np.array([50, 70, 40])

    def total(*rented):
        spare = int(room @ rented) - 85
        if spare < 0:
            return None
        ovens = np.repeat(range(3), room * rented)
        shops = np.repeat(range(5), [20, 25, 18, 22, spare])
        costs = cost[np.ix_(ovens, shops)]
        rent = float(np.array([210, 260, 180]) @ rented)
        return rent + 10 * float(costs[linear_sum_assignment(costs)].sum())

    return best(total, *[(0, 1)] * 3)


@second("facility-location/ambulances", "enumeration")
def ambulances():
    time = [
        [0, 12, 20, 8, 25],
        [12, 0, 9, 15, 14],
        [20, 9, 0, 18, 7],
        [8, 15, 18, 0, 22],
        [25, 14, 7, 22, 0],
    ]
    pairs = itertools.combinations(range(5), 2)
    return min(max(min(time[a][v], time[b][v]) for v in range(5)) for a, b in pairs)


@second("facility-location/no-open-data", "enumeration")
def no_open_data():
    travel = [(21, 12, 4), (6, 13, 22), (15, 16, 14), (13, 7, 18), (8, 5, 17)]
    fixed = [52, 47, 60]

    def cost(*chosen):
        clinics = [i for i in range(3) if chosen[i]]
        if not clinics:
            return None
        return sum(fixed[i] for i in clinics) + sum(
            min(town[i] for i in clinics) for town in travel
        )

    return best(cost, *[(0, 1)] * 3)


@second("facility-location/recycling-max-cover", "enumeration")
def recycling_max_cover():
    people = {"A": 12, "H": 7, "N": 15, "O": 11, "P": 6, "S": 18, "W": 5}
    pairs = itertools.combinations(["AHN", "NOP", "HS", "AO", "SPW"], 2)
    return max(sum(people[quarter] for quarter in set(a + b)) for a, b in pairs)
