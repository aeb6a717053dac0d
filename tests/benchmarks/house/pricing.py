"""Second methods for the house problems of the family pricing."""

import numpy as np
from house_methods import best, matrix, second


@second("pricing/theatre", "closed-form")
def theatre():
    price = max((400 / 12 + 2) / 2, (400 - 220) / 12)
    return (price - 2) * (400 - 12 * price)


@second("pricing/two-coffees", "closed-form")
def two_coffees():
    # Stationary with the capacity slack or binding; the better feasible of the two is the optimum.
    hessian = np.array([[-40.0, 9.0], [9.0, -18.0]])
    linear = np.array([300 + 6 * 20 - 9 * 4, 180 - 6 * 5 + 9 * 9], dtype=float)

    def profit(p, q):
        return (p - 6) * (300 - 20 * p + 5 * q) + (q - 9) * (180 + 4 * p - 9 * q)

    p, q = np.linalg.solve(hessian, -linear)
    if 480 - 16 * p - 4 * q > 200:
        normal = np.array([16.0, 4.0])
        system = np.block([[hessian, normal[:, None]], [normal[None, :], np.zeros((1, 1))]])
        p, q, _ = np.linalg.solve(system, np.array([*-linear, 280.0]))
    assert 300 - 20 * p + 5 * q >= 0
    assert 180 + 4 * p - 9 * q >= 0
    return float(profit(p, q))


@second("pricing/rooms-unbounded", "matrix")
def rooms_unbounded():
    return matrix([22, 34], [([1, -3], ">=", 0), ([1, 1], ">=", 120)], most=True)


@second("pricing/honey-whole", "enumeration")
def honey_whole():
    return best(lambda price: (price - 2.5) * (96 - 8 * price) - 40, range(13), most=True)
