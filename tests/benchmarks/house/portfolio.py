"""Second methods for the house problems of the family portfolio."""

import numpy as np
from house_methods import second


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
