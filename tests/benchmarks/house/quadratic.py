"""Second methods for the house problems of the family quadratic."""

import numpy as np
from house_methods import best, second


@second("quadratic/power-purchase", "closed-form")
def power_purchase():
    # 20 + x = 32 + 0.4 (60 - x)
    x = min((32 + 0.4 * 60 - 20) / 1.4, 45)
    y = 60 - x
    return (20 + 0.5 * x) * x + (32 + 0.2 * y) * y


@second("quadratic/fit-line", "closed-form")
def fit_line():
    x, y = np.arange(1.0, 6.0), np.array([2.1, 3.9, 5.2, 7.8, 8.6])
    u, v = x - x.mean(), y - y.mean()
    slope = min(float(u @ v / (u @ u)), 1.5)
    return float(((v - slope * u) ** 2).sum())


@second("quadratic/whole-tiles", "enumeration")
def whole_tiles():
    def square(m, n):
        return (m - 3.4) ** 2 + 2 * (n - 5.7) ** 2 if m + n >= 8 and 3 * m - n <= 5 else None

    return best(square, range(10), range(10))
