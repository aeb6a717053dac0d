"""Second methods for the house problems of the family max-flow."""

import itertools

from house_methods import best, second


@second("max-flow/sewers", "enumeration")
def sewers():
    # By max-flow min-cut: the smallest capacity of any set that holds the source and not the river.
    pipes = [
        (0, 1, 16),
        (0, 2, 13),
        (1, 2, 10),
        (1, 3, 12),
        (2, 4, 14),
        (2, 1, 4),
        (3, 2, 9),
        (3, 5, 20),
        (4, 3, 7),
        (4, 5, 4),
    ]

    def cut(*inside):
        near = {0, *itertools.compress(range(1, 5), inside)}
        return sum(size for start, end, size in pipes if start in near and end not in near)

    return best(cut, *[(0, 1)] * 4)


@second("max-flow/evacuation", "enumeration")
def evacuation():
    passages = [
        ("s", "n", 120),
        ("s", "o", 90),
        ("n", "p", 70),
        ("n", "o", 30),
        ("o", "t", 100),
        ("t", "p", 25),
        ("p", "z", 80),
        ("t", "z", 60),
    ]

    def cut(*inside):
        near = {"s", *itertools.compress("nopt", inside)}
        return sum(size for a, b, size in passages if a in near and b not in near)

    return best(cut, *[(0, 1)] * 4)
