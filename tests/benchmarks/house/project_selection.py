"""Second methods for the house problems of the family project-selection."""

from house_methods import best, second


@second("project-selection/foundation", "enumeration")
def foundation():
    def value(bus, park, allotments, choir, mentoring, repair):
        now = 60 * bus + 90 * park + 25 * allotments + 10 * choir + 40 * mentoring + 15 * repair
        later = 20 * bus + 15 * allotments + 10 * choir + 45 * mentoring + 5 * repair
        if now > 150 or later > 70 or (repair and not bus and not mentoring):
            return None
        return 95 * bus + 100 * park + 48 * allotments + 22 * choir + 90 * mentoring + 30 * repair

    return best(value, *[(0, 1)] * 6, most=True)


@second("project-selection/rnd", "enumeration")
def rnd():
    def value(a, b, c, d, e):
        if 12 * a + 8 * b + 5 * c + 9 * d + 3 * e > 25 or a + d > 1 or c > b:
            return None
        return 7.2 * a + 4.9 * b + 3.1 * c + 6 * d + 2.4 * e

    return best(value, *[(0, 1)] * 5, most=True)
