"""Second methods for the house problems of the family energy-dispatch."""

from house_methods import matrix, second


@second("energy-dispatch/island", "matrix")
def island():
    rows = [([1, 1, 1], "==", 68), ([70, 45, 5], "<=", 2800)]
    return matrix([92, 71, 84], rows, low=[5, 10, 4], up=[30, 40, 15])


@second("energy-dispatch/quadratic", "closed-form")
def quadratic():
    # Equal marginal cost: 0.04 p + 14 = 0.07 (350 - p) + 11.
    p = (0.07 * 350 + 11 - 14) / 0.11
    p = min(max(p, 150), 250)
    q = 350 - p
    return 0.02 * p**2 + 14 * p + 100 + 0.035 * q**2 + 11 * q + 140


@second("energy-dispatch/battery", "dynamic-programming")
def battery():
    # In tenths of a kilowatt-hour: the cheapest way to every charge of the battery.
    hours = [(20, 5, 32), (15, 40, 28), (10, 35, 25), (35, 10, 40), (40, 0, 45)]
    cost = {0: 0}
    for load, solar, price in hours:
        later = {}
        for charge, so_far in cost.items():
            for after in range(max(0, charge - 25), min(60, charge + 25) + 1):
                need = load + after - charge
                if need >= 0:
                    total = so_far + price * max(0, need - solar)
                    later[after] = min(total, later.get(after, total))
        cost = later
    return min(cost.values()) / 10


@second("energy-dispatch/heat-unbounded", "matrix")
def heat_unbounded():
    return matrix(
        [50, -20, -30],
        [([1, -1, -1], "==", 0), ([0, 1, -1], "<=", 15), ([1, 0, 0], ">=", 40)],
        most=True,
    )
