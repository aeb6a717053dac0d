"""Second methods for the house problems of the family flow-shop."""

import itertools

from house_methods import second


@second("flow-shop/laundry", "enumeration")
def laundry():
    loads = [(50, 70), (30, 80), (45, 40), (60, 35), (20, 25)]

    def end(order):
        washed = dried = 0
        for wash, dry in order:
            washed += wash
            dried = max(dried, washed) + dry
        return dried

    return min(map(end, itertools.permutations(loads)))
