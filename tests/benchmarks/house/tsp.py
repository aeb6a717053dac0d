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


@second("tsp/milk-round", "dynamic-programming")
def milk_round():
    # Held and Karp: the shortest way through a set of farms that ends at one of them.
    d = [
        [0, 17, 24, 9, 31, 22],
        [17, 0, 13, 20, 28, 35],
        [24, 13, 0, 26, 11, 30],
        [9, 20, 26, 0, 27, 16],
        [31, 28, 11, 27, 0, 19],
        [22, 35, 30, 16, 19, 0],
    ]
    ways = {(frozenset([k]), k): d[0][k] for k in range(1, 6)}
    for size in range(2, 6):
        for some in map(frozenset, itertools.combinations(range(1, 6), size)):
            for k in some:
                ways[some, k] = min(ways[some - {k}, j] + d[j][k] for j in some - {k})
    return min(ways[frozenset(range(1, 6)), k] + d[k][0] for k in range(1, 6))
