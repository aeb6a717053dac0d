"""Second methods for the house problems of the family portfolio."""

import numpy as np
from house_methods import matrix, second


@second("portfolio/two-bonds", "closed-form")
def two_bonds():
    # A fifth in savings; of the other 48,000 as much in corporate as half of it and the cap allow.
    corporate = min(25000, 48000 / 2)
    return 0.02 * 12000 + 0.065 * corporate + 0.04 * (48000 - corporate)


@second("portfolio/variance", "closed-form")
def variance():
    # With the return held at 7.5 %, w = (x, (7 - 6x) / 12, (5 - 6x) / 12): a parabola in x.
    def variance(x):
        w = np.array([x, (7 - 6 * x) / 12, (5 - 6 * x) / 12])
        return float(w @ np.array([[40, 6, 20], [6, 10, -3], [20, -3, 90]]) @ w / 1000)

    at0, at1, at2 = variance(0), variance(0.25), variance(0.5)
    curve = 8 * (at0 - 2 * at1 + at2)
    slope = 4 * (at1 - at0) - curve / 4
    return variance(min(max(-slope / (2 * curve), 0), 5 / 6))


@second("portfolio/pension-committee", "matrix")
def pension_committee():
    rows = [
        ([1, 1, 1, 1], "==", 40),
        ([1, 1, 0, 0], "<=", 18),
        ([4, 5, 1, 2], "<=", 100),
        ([-2, 3, 0, 0], "<=", 0),
    ]
    return matrix(
        [0.071, 0.083, 0.032, 0.054],
        rows,
        most=True,
        low=[0, 0, 0, 4],
        up=[np.inf, np.inf, np.inf, 10],
    )


@second("portfolio/rate-missing", "closed-form")
def rate_missing(value):
    return 0.07 * 10000 + value * 8000 + 0.01 * 2000


@second("portfolio/debt-crisis", "closed-form")
def debt_crisis():
    # The highest yield: 3 in bonds, 4 in deposits, 3 in paper.
    return "infeasible" if 4.5 * 3 + 2 * 4 + 3 * 3 < 35 else "feasible"
