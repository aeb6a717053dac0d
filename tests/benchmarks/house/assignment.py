"""Second methods for the house problems of the family assignment."""

import itertools

from house_methods import second


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
