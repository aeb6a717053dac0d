"""Second methods for the house problems of the family tsp."""

import itertools

from house_methods import second


@second("tsp/fairgrounds", "enumeration")
def fairgrounds():
    d = [
        [0, 29, 20, 21, 16],
        [29, 0, 15, 29, 28],
        [20, 15, 0, 15, 14],
        [21, 29, 15, 0, 4],
        [16, 28, 14, 4, 0],
    ]
    tours = ((0, *order, 0) for order in itertools.permutations(range(1, 5)))
    return min(sum(d[a][b] for a, b in itertools.pairwise(tour)) for tour in tours)
