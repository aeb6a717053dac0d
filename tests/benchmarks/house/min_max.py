"""Second methods for the house problems of the family min-max."""

from house_methods import best, second


@second("min-max/snow-ploughs", "dynamic-programming")
def snow_ploughs():
    loads = {(0, 0, 0)}
    for minutes in (35, 50, 22, 41, 18, 27, 33, 46):
        loads = {
            tuple(sorted((load[k] + minutes if k == p else load[k]) for k in range(3)))
            for load in loads
            for p in range(3)
        }
    return min(max(load) for load in loads)


@second("min-max/well", "closed-form")
def well():
    return (1100 - 0) / 2


@second("min-max/fair-chores", "enumeration")
def fair_chores():
    points = [(4, 9, 5, 6, 3, 7), (6, 5, 4, 8, 2, 9), (3, 8, 7, 5, 5, 6)]

    def most(*who):
        return max(sum(points[i][j] for j in range(6) if who[j] == i) for i in range(3))

    return best(most, *[range(3)] * 6)
