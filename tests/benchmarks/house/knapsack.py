"""Second methods for the house problems of the family knapsack."""

from house_methods import best, second


@second("knapsack/space-probe", "enumeration")
def space_probe():
    def points(spectrometer, camera, magnetometer, drill, radar, seismometer):
        mass = (
            9 * spectrometer
            + 4 * camera
            + 3 * magnetometer
            + 11 * drill
            + 7 * radar
            + 5 * seismometer
        )
        if mass > 23 or (drill and not camera) or (radar and magnetometer):
            return None
        return (
            41 * spectrometer
            + 23 * camera
            + 14 * magnetometer
            + 52 * drill
            + 33 * radar
            + 20 * seismometer
        )

    return best(points, *[(0, 1)] * 6, most=True)


@second("knapsack/market-stall", "dynamic-programming")
def market_stall():
    worth = [0] * 801
    for kilos, profit, most in [(25, 6, 32), (40, 11, 10), (65, 19, 7)]:
        for _ in range(most):
            for load in range(800, kilos - 1, -1):
                worth[load] = max(worth[load], worth[load - kilos] + profit)
    return max(worth)


@second("knapsack/charity-auction", "enumeration")
def charity_auction():
    lots = [(130, 150), (290, 360), (220, 260), (165, 210)]

    def value(*taken):
        price = sum(lot[0] * t for lot, t in zip(lots, taken, strict=True))
        return sum(lot[1] * t for lot, t in zip(lots, taken, strict=True)) if price <= 500 else None

    return best(value, *[(0, 1)] * 4, most=True)


@second("knapsack/two-limits", "dynamic-programming")
def two_limits():
    worth = {(0, 0): 0}
    for gain, first, other in [
        (10, 11, 6),
        (13, 15, 3),
        (18, 20, 9),
        (31, 35, 10),
        (7, 10, 4),
        (15, 33, 2),
    ]:
        for (a, b), so_far in list(worth.items()):
            state = (a + first, b + other)
            if state[0] <= 47 and state[1] <= 16:
                worth[state] = max(worth.get(state, 0), so_far + gain)
    return max(worth.values())


@second("knapsack/no-capacity", "enumeration")
def no_capacity(value):
    things = [(24, 30), (9, 12), (11, 9), (15, 8), (7, 14), (19, 11)]

    def comfort(*taken):
        weight = sum(t * thing[0] for t, thing in zip(taken, things, strict=True))
        gained = sum(t * thing[1] for t, thing in zip(taken, things, strict=True))
        return gained if weight <= 10 * value else None

    return best(comfort, *[(0, 1)] * 6, most=True)
