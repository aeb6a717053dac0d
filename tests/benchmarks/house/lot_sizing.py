"""Second methods for the house problems of the family lot-sizing."""

import math

from house_methods import best, matrix, second


@second("lot-sizing/candles", "dynamic-programming")
def candles():
    cost = {0: 0.0}
    for demand in (60, 90, 40, 110):
        later = {}
        for stock, so_far in cost.items():
            for pour in range(0, 201, 10):
                left = stock + pour - demand
                total = so_far + (300 if pour else 0) + 12 * pour + 2 * left
                if left >= 0 and total < later.get(left, math.inf):
                    later[left] = total
        cost = later
    return min(cost.values())


@second("lot-sizing/heating-oil", "matrix")
def heating_oil():
    # Sums of deliveries: at least what is burnt by then, at most that and what the tank takes.
    burnt = [0, 900, 2300, 3900, 5100]
    rows = []
    for month in range(4):
        so_far = [1.0] * (month + 1) + [0.0] * (3 - month)
        rows.append((so_far, ">=", burnt[month + 1] - 300 + (200 if month == 3 else 0)))
        rows.append((so_far, "<=", 2500 - 300 + burnt[month]))
    return matrix([0.92, 0.98, 1.1, 1.04], rows)


@second("lot-sizing/backorders", "enumeration")
def backorders():
    # All figures are whole, so some optimum is; overtime comes after the normal capacity.
    def month(made, normal, overtime):
        return normal * min(made, 90) + overtime * max(0, made - 90)

    def cost(one, two):
        three = 300 - one - two
        if three < 0 or three > 110:
            return None
        stock = [one - 100, one + two - 240]
        kept = sum(4 * s if s >= 0 else -15 * s for s in stock)
        return month(one, 50, 62) + month(two, 50, 62) + month(three, 53, 65) + kept

    return best(cost, range(111), range(111))


@second("lot-sizing/over-capacity", "closed-form")
def over_capacity():
    return "infeasible" if 3 * 700 < 500 + 800 + 900 else "feasible"
