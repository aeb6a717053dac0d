"""Second methods for the house problems of the family set-cover."""

import itertools

from house_methods import best, second


@second("set-cover/lifeguards", "enumeration")
def lifeguards():
    towers = [({1, 2, 3}, 45), ({2, 4, 5}, 52), ({3, 5, 6}, 48), ({1, 7}, 30), ({4, 6, 7}, 55)]

    def cost(*built):
        chosen = list(itertools.compress(towers, built))
        seen = set().union(*(sections for sections, _ in chosen))
        return sum(price for _, price in chosen) if len(seen) == 7 else None

    return best(cost, *[(0, 1)] * 5)


@second("set-cover/software-tests", "enumeration")
def software_tests():
    suites = [{1, 2}, {2, 3, 4}, {4, 5, 9}, {1, 6, 7}, {3, 7, 8}, {5, 6, 8, 9}]
    return next(
        count
        for count in range(1, 7)
        if any(len(set().union(*some)) == 9 for some in itertools.combinations(suites, count))
    )


@second("set-cover/hydrants", "enumeration")
def hydrants():
    houses = [(0, 3), (0, 1), (1, 4), (2, 3), (2, 5), (1, 5), (3, 4)]
    prices = [8, 11, 9, 10, 7, 6]

    def cost(*built):
        reached = all(built[a] or built[b] for a, b in houses)
        return sum(itertools.compress(prices, built)) if reached else None

    return best(cost, *[(0, 1)] * 6)


@second("set-cover/uncoverable", "enumeration")
def uncoverable():
    reach = [set("ab"), set("bce"), set("ad"), set("de")]

    def cost(*hired):
        seen = set().union(*itertools.compress(reach, hired))
        return 400 * sum(hired) if seen == set("abcdef") else None

    return best(cost, *[(0, 1)] * 4)
