"""Second methods for the house problems of the family blending."""

import numpy as np
from house_methods import matrix, second


@second("blending/orchard-juice", "matrix")
def orchard_juice():
    # apple and pear in Crisp, apple and pear in Mellow, apple and pear sold on
    rows = [
        ([1, 0, 1, 0, 1, 0], "==", 5000),
        ([0, 1, 0, 1, 0, 1], "==", 3200),
        ([0.4, -0.6, 0, 0, 0, 0], ">=", 0),
        ([0, 0, -1, 1, 0, 0], ">=", 0),
    ]
    return matrix([0.95, 0.95, 1.1, 1.1, 0.6, 0.6], rows, most=True)


@second("blending/solder", "matrix")
def solder():
    rows = [([1, 1, 1], "==", 100), ([30, 55, 70], ">=", 5000), ([30, 55, 70], "<=", 6000)]
    return matrix([4.2, 6.1, 8.5], rows, up=[np.inf, np.inf, 35])


@second("blending/pooling", "grid")
def pooling():
    def profit(quality):
        # With the pool's quality fixed, the rest is a linear program: pool to X, Y; C to X, Y.
        price = 16 - 10 * (quality - 1) / 2
        rows = [
            ([quality - 2.5, 0, -0.5, 0], "<=", 0),
            ([0, quality - 1.5, 0, 0.5], "<=", 0),
            ([1, 0, 1, 0], "<=", 100),
            ([0, 1, 0, 1], "<=", 200),
        ]
        return matrix([9 - price, 15 - price, -1, 5], rows, most=True)

    return max(profit(1 + step / 100) for step in range(201))


@second("blending/whisky", "matrix")
def whisky():
    rows = [([1, 1, 1], "==", 1200), ([46, 58, 40.5], ">=", 55800), ([46, 58, 40.5], "<=", 57600)]
    return matrix([9, 12.5, 7.2], rows, low=[180, 0, 0], up=[700, 400, 1000])


@second("blending/concrete-missing", "closed-form")
def concrete_missing(value):
    river = 100 * (value - 0.12) / (0.35 - 0.12)
    return 14 * river + 9 * (100 - river)
