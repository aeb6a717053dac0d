"""Second methods for the house problems of the family knapsack."""

from house_methods import best, second


@second("knapsack/space-probe", "enumeration")
def space_probe():
    def points(spectrometer, camera, magnetometer, drill, radar, seismometer):
        mass = (
            9 * spectrometer
            + 4 * camera
            + 3 * magnetometer
            + 11 * drill
            + 7 * radar
            + 5 * seismometer
        )
        if mass > 23 or (drill and not camera) or (radar and magnetometer):
            return None
        return (
            41 * spectrometer
            + 23 * camera
            + 14 * magnetometer
            + 52 * drill
            + 33 * radar
            + 20 * seismometer
        )

    return best(points, *[(0, 1)] * 6, most=True)


@second("knapsack/market-stall", "dynamic-programming")
def market_stall():
    worth = [0] * 801
    for kilos, profit, most in [(25, 6, 32), (40, 11, 10), (65, 19, 7)]:
        for _ in range(most):
            for load in range(800, kilos - 1, -1):
                worth[load] = max(worth[load], worth[load - kilos] + profit)
    return max(worth)
