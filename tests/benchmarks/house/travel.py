"""Second methods for the house problems of the family travel."""

from house_methods import best, matrix, second


@second("travel/minibuses", "enumeration")
def minibuses():
    return best(lambda m, c: 95 * m + 310 * c if 9 * m + 32 * c >= 74 else None, range(5), range(4))


@second("travel/cargo-hold", "matrix")
def cargo_hold():
    front, rear = [1, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1]
    rows = [
        (front, "<=", 9),
        (rear, "<=", 13),
        ([5, 12, 3, 0, 0, 0], "<=", 60),
        ([0, 0, 0, 5, 12, 3], "<=", 75),
    ]
    rows += [
        ([1, 0, 0, 1, 0, 0], "<=", 10),
        ([0, 1, 0, 0, 1, 0], "<=", 6),
        ([0, 0, 1, 0, 0, 1], "<=", 14),
    ]
    rows.append(([1, 1, 1, -9 / 13, -9 / 13, -9 / 13], "==", 0))
    return matrix([310, 420, 260, 310, 420, 260], rows, most=True)
