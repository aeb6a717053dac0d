"""Second methods for the house problems of the family unit-commitment."""

from house_methods import second


@second("unit-commitment/dairy", "enumeration")
def dairy():
    def shift(need):
        costs = []
        if 2 <= need <= 10:
            costs.append(40 + 3 * need)
        if 6 <= need <= 20:
            costs.append(90 + 2 * need)
        # Both: as much as possible from B, which is cheaper by the tonne.
        of_b = min(20, need - 2)
        if of_b >= 6 and need - of_b <= 10:
            costs.append(130 + 2 * of_b + 3 * (need - of_b))
        return min(costs)

    return shift(8) + shift(17) + shift(5)
