"""Second methods for the house problems of the family advertising."""

import math

from house_methods import best, second


@second("advertising/bike-shop", "enumeration")
def bike_shop():
    def reach(radio, paper, cinema, flyers):
        dear = 320 * radio + 450 * paper + 700 * cinema + 150 * flyers > 7000
        if dear or radio > paper + cinema + flyers:
            return None
        return 5200 * radio + 6900 * paper + 9500 * cinema + 2100 * flyers

    return best(reach, range(13), range(3, 7), range(9), range(11), most=True)


@second("advertising/diminishing", "closed-form")
def diminishing():
    # Cauchy-Schwarz, with equality where x : y = 144 : 81; both stand above 20.
    return math.sqrt((144 + 81) * 100)


@second("advertising/percent-trap", "enumeration")
def percent_trap():
    def members(boards, shots):
        fits = 900 * boards + 260 * shots <= 8000 and shots >= 2 * boards
        return 21 * boards + 5 * shots if fits else None

    return best(members, range(7), range(31), most=True)
