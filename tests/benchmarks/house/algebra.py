"""Second methods for the house problems of the family algebra."""

import math

import numpy as np
from house_methods import matrix, second


@second("algebra/unbounded-ray", "closed-form")
def unbounded_ray():
    # Along (1, 2) nothing is violated and the goal falls by 4 each step.
    assert 1 - 2 <= 0
    assert -2 + 2 <= 0
    return "unbounded" if 2 * 1 - 3 * 2 < 0 else "bounded"


@second("algebra/latex-infeasible", "matrix")
def latex_infeasible():
    return matrix([3, 1], [([1, 1], "<=", 4), ([2, 2], ">=", 9)], most=True)


@second("algebra/free-variables", "matrix")
def free_variables():
    rows = [([1, 1, 1], "==", 10), ([1, 0, -1], ">=", -3)]
    return matrix([4, -2, 1], rows, low=[0, 0, 1], up=[8, 6, np.inf])


@second("algebra/circle", "closed-form")
def circle():
    # On the circle xy = 25 sin(2t) / 2, greatest at t = 45 degrees, where both are 3.54.
    side = 5 / math.sqrt(2)
    assert side <= 4
    assert side + 7 * side >= 5
    return side * side


@second("algebra/distance", "closed-form")
def distance():
    # The corner of both lines (20/7, 18/7): (4, 1) lies in the cone of the two outward normals.
    x, y = 20 / 7, 18 / 7
    weights = np.linalg.solve(np.array([[-1.0, 3.0], [-2.0, -1.0]]), np.array([4 - x, 1 - y]))
    assert (weights >= 0).all()
    return (x - 4) ** 2 + (y - 1) ** 2
