"""Second methods for the house problems of the family revenue."""

from house_methods import best, second


@second("revenue/seat-classes", "enumeration")
def seat_classes():
    def take(saver, standard, flex):
        tickets = saver + standard + flex
        return (
            59 * saver + 99 * standard + 149 * flex
            if tickets <= 48 and 2 * saver <= tickets
            else None
        )

    return best(take, range(41), range(23), range(10), most=True)


@second("revenue/two-leg-network", "enumeration")
def two_leg_network():
    return max(18 * min(35, 50 - t) + 22 * min(28, 50 - t) + 33 * t for t in range(31))
