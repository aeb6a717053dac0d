"""Second methods for the house problems of the family geometry."""

from house_methods import second


@second("geometry/paddock", "closed-form")
def paddock():
    depth = min(50, 240 / 4)
    return depth * (240 - 2 * depth)


@second("geometry/box", "closed-form")
def box():
    # (30 - 2c)(30 - 6c) = 0 gives c = 5.
    return 5 * (30 - 2 * 5) ** 2
