"""Second methods for the house problems of the family nonconvex."""

import math

from house_methods import best, second


@second("nonconvex/fixed-area-can", "closed-form")
def fixed_area_can():
    # Cost 0.3 pi r^2 + 200 / r, stationary at r^3 = 200 / (0.6 pi).
    r = (200 / (0.6 * math.pi)) ** (1 / 3)
    assert 2 <= r <= 8
    return 0.3 * math.pi * r**2 + 200 / r


@second("nonconvex/hyperbola", "closed-form")
def hyperbola():
    # Without x <= 5 the best x is 6; so x = 5.
    x = min((3 * 24 / 2) ** 0.5, 5)
    return 2 * x + 3 * 24 / x


@second("nonconvex/bilinear-staff", "enumeration")
def bilinear_staff():
    return best(lambda w: 18 * w + 40 * max(4, 120 / w) if 120 / w <= 10 else None, range(1, 41))
