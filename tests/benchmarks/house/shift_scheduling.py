"""Second methods for the house problems of the family shift-scheduling."""

from house_methods import best, matrix, second


@second("shift-scheduling/museum", "matrix")
def museum():
    off = [
        [0.0 if day in ((start + 5) % 7, (start + 6) % 7) else 1.0 for start in range(7)]
        for day in range(7)
    ]
    rows = [(row, ">=", need) for row, need in zip(off, [11, 9, 10, 12, 14, 19, 17], strict=True)]
    return matrix([1.0] * 7, rows, whole=True)


@second("shift-scheduling/call-centre", "enumeration")
def call_centre():
    def wages(early, middle, late, whole_day):
        there = (
            early + whole_day,
            early + middle + whole_day,
            middle + late + whole_day,
            late + whole_day,
        )
        enough = all(have >= need for have, need in zip(there, (6, 10, 9, 5), strict=True))
        return 84 * (early + middle + late) + 190 * whole_day if enough else None

    return best(wages, range(11), range(11), range(11), range(4))


@second("shift-scheduling/hospital-porters", "enumeration")
def hospital_porters():
    # With those who start in the last period given, start as few and as late as possible.
    def porters(last):
        needs, before, total = [4, 8, 10, 7, 12], last, last
        for need in needs:
            before = max(0, need - before)
            total += before
        return total + max(0, 4 - before - last)

    return min(porters(last) for last in range(20))


@second("shift-scheduling/missing-need", "enumeration")
def missing_need(value):
    def pay(early, whole, late):
        if early + whole < 6 or whole + late < value:
            return None
        return 90 * early + 170 * whole + 95 * late

    return best(pay, range(9), range(2, 9), range(9))
