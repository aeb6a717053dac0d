"""Second methods for the house problems of the family cutting-stock."""

import math

from house_methods import best, second


@second("cutting-stock/curtain-rails", "dynamic-programming")
def curtain_rails():
    fits = [(2, 0, 1), (1, 2, 0), (1, 1, 1), (1, 0, 3), (0, 3, 0), (0, 2, 2), (0, 1, 3), (0, 0, 5)]
    left, rails = {(14, 20, 9)}, 0
    while (0, 0, 0) not in left:
        left = {
            tuple(max(need - cut, 0) for need, cut in zip(state, pattern, strict=True))
            for state in left
            for pattern in fits
        }
        rails += 1
    return rails


@second("cutting-stock/paper-reels", "enumeration")
def paper_reels():
    def jumbos(a, b, c, d):
        # Pattern E last: it alone fills what is missing of the narrow reels.
        if 3 * a + 2 * b + c < 30 or b + c + 3 * d < 22:
            return None
        return a + b + c + d + max(0, math.ceil((25 - 2 * c - d) / 6))

    return best(jumbos, range(11), range(16), range(23), range(9))
