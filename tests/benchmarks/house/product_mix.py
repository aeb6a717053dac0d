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


@second("product-mix/chess-sets", "enumeration")
def chess_sets():
    def worth(small, large):
        return (
            5 * small + 20 * large
            if 3 * small + 2 * large <= 160 and small + 3 * large <= 200
            else None
        )

    return best(worth, range(54), range(67), most=True)


@second("product-mix/typo-toys", "enumeration")
def typo_toys():
    def worth(trains, puzzles):
        fits = 45 * trains + 20 * puzzles <= 1800 and 10 * trains + 15 * puzzles <= 720
        return 14 * trains + 9 * puzzles if fits else None

    return best(worth, range(41), range(49), most=True)


@second("product-mix/refinery", "matrix")
def refinery():
    rows = [([1.1, 1.15, 1.05, 1.02, -1], "==", 0), ([10, 22, 6, 2, 0], "<=", 70000)]
    return matrix(
        [71, 83, 76, 58, -52],
        rows,
        most=True,
        low=[500, 200, 0, 0, 0],
        up=[4000, 1500, 3500, 2000, 9000],
    )


@second("product-mix/soap-attached", "matrix")
def soap_attached():
    rows = [([4, 3, 6, 5], "<=", 2400), ([5, 4, 4, 3], "<=", 2100)]
    return matrix([3.2, 2.8, 4.1, 3.6], rows, most=True, low=[100, 0, 0, 0])


@second("product-mix/contradicting-orders", "closed-form")
def contradicting_orders():
    return "infeasible" if 35 * 4 + 40 * 2.5 > 230 else "feasible"


@second("product-mix/whole-trap", "enumeration")
def whole_trap():
    def worth(x, y):
        return 7 * x + 9 * y if 3 * y - x <= 6 and 7 * x + y <= 35 else None

    return best(worth, range(6), range(5), most=True)
