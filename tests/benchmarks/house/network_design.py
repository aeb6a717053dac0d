"""Second methods for the house problems of the family network-design."""

from house_methods import best, second


@second("network-design/broadband", "network")
def broadband():
    # Kruskal: the cheapest trench that joins two parts, again and again.
    trenches = "AB14 AC9 AD21 BC11 BE17 CD12 CE20 DF15 EF8 CF19".split()
    part, total = {name: name for name in "ABCDEF"}, 0
    for trench in sorted(trenches, key=lambda trench: int(trench[2:])):
        one, other = part[trench[0]], part[trench[1]]
        if one != other:
            part = {name: one if p == other else p for name, p in part.items()}
            total += int(trench[2:])
    return total


@second("network-design/power-lines", "enumeration")
def power_lines():
    # Every figure is a multiple of five, so some optimum with given lines is, too.
    def line(megawatts, fixed, fee):
        return fixed + fee * megawatts if megawatts else 0

    def cost(arn, bol, cal):
        if arn + bol + cal > 40 or 75 - arn - bol - cal > 40:
            return None
        west = line(arn, 60, 1) + line(bol, 45, 2) + line(cal, 80, 1)
        return west + line(25 - arn, 70, 2) + line(20 - bol, 50, 1) + line(30 - cal, 55, 2)

    return best(cost, range(0, 26, 5), range(0, 21, 5), range(0, 31, 5))
