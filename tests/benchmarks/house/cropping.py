"""Second methods for the house problems of the family cropping."""

import numpy as np
from house_methods import matrix, second


@second("cropping/hill-farm", "matrix")
def hill_farm():
    margins = [6 * 190 - 480, 5 * 165 - 390, 3 * 420 - 600]
    rows = [([1, 1, 1], "<=", 120), ([9, 7, 12], "<=", 1000)]
    return matrix(margins, rows, most=True, up=[60, np.inf, 30])


@second("cropping/rooftop", "matrix")
def rooftop():
    rows = [([1, 1, 1], "<=", 90), ([18, 12, 20], "<=", 1500), ([1, -2, 0], "<=", 0)]
    return matrix([5.4, 4.1, 4.6], rows, most=True, low=[0, 0, 10])


@second("cropping/vineyard", "matrix")
def vineyard():
    rows = [([1, 1, 1], "<=", 45), ([130, 110, 150], "<=", 6000), ([4.5, 3.8, 4], "<=", 190)]
    return matrix([11600, 10800, 11900], rows, most=True, low=[7.5, 0, 0])
