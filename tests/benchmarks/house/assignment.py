"""Second methods for the house problems of the family assignment."""

import itertools

import numpy as np
from house_methods import best, second
from scipy.optimize import linear_sum_assignment


@second("assignment/relay", "enumeration")
def relay():
    time = [
        [34.2, 39.1, 33.0, 29.8],
        [35.6, 37.4, 32.1, 30.4],
        [33.9, 40.2, 34.5, 28.9],
        [36.1, 38.8, 31.7, 29.5],
    ]
    orders = itertools.permutations(range(4))
    return min(sum(time[i][leg] for i, leg in enumerate(order)) for order in orders)


@second("assignment/translators", "enumeration")
def translators():
    noor, petra = [120, 80, 95, 60, 110], [100, 85, 105, 65, 140]
    quentin, ravi = [130, 70, 90, 75, -1000], [90, 95, 100, 70, 125]
    chosen = itertools.permutations(range(5), 4)
    return max(noor[a] + petra[b] + quentin[c] + ravi[d] for a, b, c, d in chosen)


@second("assignment/night-duty", "network")
def night_duty():
    costs = np.array(
        [[3, 1, 7, 4, 9], [99, 5, 6, 8, 7], [8, 2, 1, 3, 6], [4, 4, 2, 5, 3], [6, 7, 5, 2, 4]]
    )
    return float(costs[linear_sum_assignment(costs)].sum())


@second("assignment/machines-jobs", "enumeration")
def machines_jobs():
    minutes = [(20, 14, 18), (35, 22, 30), (15, 9, 12), (40, 28, 33), (18, 12, 14), (12, 8, 11)]

    def cost(*machines):
        used = [0, 0, 0]
        for job, machine in enumerate(machines):
            used[machine] += minutes[job][machine]
        within = used[0] <= 60 and used[1] <= 55 and used[2] <= 50
        return 2 * used[0] + 3 * used[1] + 2.5 * used[2] if within else None

    return best(cost, *[range(3)] * 6)
