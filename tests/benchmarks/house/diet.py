"""Second methods for the house problems of the family diet."""

from house_methods import best, matrix, second


@second("diet/sled-dogs", "matrix")
def sled_dogs():
    rows = [([620, 110], ">=", 9300), ([90, 20], ">=", 1500), ([-0.8, 0.2], "<=", 0)]
    return matrix([14, 3.5], rows)


@second("diet/vending", "enumeration")
def vending():
    packs = [
        (425, 700, 18, 35),
        (650, 330, 40, 8),
        (175, 260, 5, 14),
        (210, 380, 9, 31),
        (130, 310, 6, 2),
    ]

    def cost(*counts):
        price, kcal, protein, sugar = (
            sum(count * pack[at] for count, pack in zip(counts, packs, strict=True))
            for at in range(4)
        )
        return price / 100 if kcal >= 3000 and protein >= 75 and sugar <= 120 else None

    return best(cost, range(4), range(3), range(9), range(4), range(14))


@second("diet/baby-porridge", "matrix")
def baby_porridge():
    return matrix([40, 55], [([3, 5], ">=", 30), ([2, 1], ">=", 12)])


@second("diet/clash", "matrix")
def clash():
    return matrix([80, 150], [([230, 400], "<=", 700), ([18, 25], ">=", 60)])


@second("diet/hedgehogs", "closed-form")
def hedgehogs(value):
    hundreds = 600 / (30 * (1 - value) + 20 * value)
    return hundreds * (45 * (1 - value) + 130 * value)


@second("diet/astronaut", "matrix")
def astronaut():
    energy, protein, sodium = [380, 450, 340, 330], [13, 48, 22, 3], [300, 900, 420, 20]
    rows = [
        (energy, ">=", 2600),
        (energy, "<=", 3200),
        (protein, ">=", 95),
        (sodium, ">=", 1500),
        (sodium, "<=", 3000),
    ]
    return matrix([1.9, 6.4, 2.2, 3.1], [*rows, ([1] * 4, "<=", 12)])


@second("diet/garden-fertiliser", "matrix")
def garden_fertiliser():
    return matrix(
        [1.6, 2.4], [([40, 15], ">=", 1200), ([200, 5], ">=", 2000), ([0, 60], ">=", 1500)]
    )
