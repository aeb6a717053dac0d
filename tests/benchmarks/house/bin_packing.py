"""Second methods for the house problems of the family bin-packing."""

import itertools
import math

from house_methods import second


@second("bin-packing/ferry", "closed-form")
def ferry():
    # 60 m do not fit in three lanes of 16; four take 12 + 4, 9 + 7, 8 + 5 + 3 and 6 + 6.
    assert all(sum(lane) <= 16 for lane in [(12, 4), (9, 7), (8, 5, 3), (6, 6)])
    return math.ceil(60 / 16)


@second("bin-packing/usb-sticks", "enumeration")
def usb_sticks():
    sizes = [14, 11, 17, 9, 20, 8, 13]

    def possible(sticks):
        return any(
            all(
                sum(s for s, at in zip(sizes, places, strict=True) if at == b) <= 32
                for b in range(sticks)
            )
            for places in itertools.product(range(sticks), repeat=7)
        )

    return next(sticks for sticks in range(1, 8) if possible(sticks))
