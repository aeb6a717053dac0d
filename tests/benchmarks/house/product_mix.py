"""Second methods for the house problems of the family product-mix."""

import numpy as np
from house_methods import best, matrix, second


@second("product-mix/violin-repair", "enumeration")
def violin_repair():
    def worth(violins, cellos):
        fits = 4 * violins + 7 * cellos <= 120 and 3 * violins + 9 * cellos <= 120
        return 85 * violins + 140 * cellos if fits else None

    return best(worth, range(31), range(5, 18), most=True)


@second("product-mix/ceramics", "matrix")
def ceramics():
    rows = [([3, 4, 9], "<=", 80 * 60), ([8, 9, 10], "<=", 150 * 60), ([0.5, 0.8, 1.1], "<=", 900)]
    return matrix([6.2, 7.9, 11.4], rows, most=True, up=[np.inf, np.inf, 300])


@second("product-mix/algebra-two", "matrix")
def algebra_two():
    rows = [([6, 4], "<=", 24), ([1, 2], "<=", 6), ([-1, 1], "<=", 1), ([0, 1], "<=", 2)]
    return matrix([5, 4], rows, most=True)


@second("product-mix/smoked-fish", "closed-form")
def smoked_fish():
    # Worth per oven hour: trout 35, mackerel 36.67, eel 22.5; so only mackerel, as nothing caps it.
    return 90 / 0.15 * (12.5 - 7)


@second("product-mix/unbounded-kits", "matrix")
def unbounded_kits():
    rows = [([1, 1], ">=", 200), ([-1, 1], "<=", 50)]
    return matrix([9, 7], rows, most=True)


@second("product-mix/missing-hours", "enumeration")
def missing_hours(value):
    def worth(benches, stools):
        fits = 5 * benches + 2 * stools <= value and benches + stools <= 40
        return 70 * benches + 32 * stools if fits else None

    return best(worth, range(41), range(41), most=True)
