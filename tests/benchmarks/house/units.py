"""Second methods for the house problems of the family units."""

from house_methods import best, matrix, second


@second("units/ink-mixing", "matrix")
def ink_mixing():
    rows = [([0.15, 0.3], "<=", 12), ([0.25, 0.1], "<=", 9), ([1.5, 2], "<=", 90)]
    return matrix([4.2, 5], rows, most=True)


@second("units/egg-cartons", "enumeration")
def egg_cartons():
    def left(cartons, trays):
        if 6 * cartons + 20 * trays > 300:
            return None
        return (cartons * (270 - 12) + trays * (800 - 35)) / 100

    return best(left, range(12, 51), range(9), most=True)


@second("units/tile-cutting", "enumeration")
def tile_cutting():
    def revenue(gnomes, baths):
        fits = 2.5 * gnomes + 7.5 * baths <= 250 and 9 * gnomes + 42 * baths <= 1200
        return 11 * gnomes + 38 * baths if fits and gnomes <= 5 * baths else None

    return best(revenue, range(101), range(29), most=True)
