"""Second methods for the house problems of the family transshipment."""

from house_methods import matrix, second


@second("transshipment/parcels", "matrix")
def parcels():
    # Paths: source, hub, town in that order, each counted by its last choice first.
    paths = [(s, h, t) for s in range(2) for h in range(2) for t in range(2)]
    first, last = (
        {(0, 0): 2, (0, 1): 3, (1, 0): 4, (1, 1): 2.5},
        {(0, 0): 5, (0, 1): 7, (1, 0): 4, (1, 1): 6.5},
    )
    goal = [first[s, h] + last[h, t] for s, h, t in paths]
    rows = [([float(p[0] == s) for p in paths], "<=", [90, 60][s]) for s in range(2)]
    rows += [([float(p[1] == h) for p in paths], "<=", [75, 85][h]) for h in range(2)]
    rows += [([float(p[2] == t) for p in paths], "==", [80, 55][t]) for t in range(2)]
    return matrix(goal, rows)
