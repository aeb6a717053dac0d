"""Problems over one matrix written into the text: round trips, sites, tasks given to people."""

from itertools import combinations, permutations, product

import pytest

from optimoot.agents.archetypes.matrices import find_matrices
from optimoot.agents.builtin.reading import NotRead

PLACES = [
    [0, 7, 9, 4, 11],
    [7, 0, 5, 8, 6],
    [9, 5, 0, 10, 3],
    [4, 8, 10, 0, 12],
    [11, 6, 3, 12, 0],
]
WORK = [[12, 9, 14, 8], [7, 11, 10, 13], [9, 6, 12, 10], [15, 8, 9, 11]]
SISTERS = [[5, 8, 3, 6, 7], [4, 9, 6, 2, 8]]


def rows(matrix):
    return "\n".join(" ".join(map(str, row)) for row in matrix)


NURSE = (
    "A nurse drives from the clinic to four patients and returns to the clinic. The driving times "
    f"in minutes (first row and column: the clinic) are\n\n{rows(PLACES)}\n\nEvery patient is "
    "visited once. What is the shortest total driving time?"
)
ENGINES = (
    "Three fire engines shall be placed in three of the five towns below so that the longest "
    f"distance from a town to the nearest engine is minimised. Distances (km):\n\n{rows(PLACES)}\n"
)
LOCKERS = (
    "A firm opens 2 lockers at two of the five streets so that the sum of the walking distances "
    "from all streets to the nearest locker is as small as possible.\n\n"
    f"{rows(PLACES)}\n\nHow large is that sum?"
)
SWIMMERS = (
    "Four swimmers have to be given the four strokes of a relay, one each. Their times (seconds "
    "over the best) are as follows, rows swimmers, columns strokes:\n\n"
    f"{rows(WORK)}\n\nMinimise the sum of the times."
)
WORKERS = (
    "worker,welding,painting,wiring,testing\nAnna,12,9,14,8\nBert,7,11,10,13\nCora,9,6,12,10\n"
    "Dirk,15,8,9,11\n\nThe table shows the quality points. Each worker takes exactly one job and "
    "Bert cannot do wiring. Maximise the total points."
)
HOUSEHOLD = (
    "Two sisters split five household tasks so that the larger of their total times is as small as "
    "possible. Each task is done by one of them. Times in minutes, rows sisters:\n\n"
    f"{rows(SISTERS)}\n\nWhat is the largest total?"
)


def round_trip():
    legs = (zip((0, *order), (*order, 0), strict=True) for order in permutations(range(1, 5)))
    return min(sum(PLACES[i][j] for i, j in leg) for leg in legs)


def nearest(sites, combine):
    return min(
        combine(min(row[j] for j in chosen) for row in PLACES)
        for chosen in combinations(range(5), sites)
    )


def assigned(best, barred=frozenset()):
    return best(
        sum(WORK[i][j] for i, j in enumerate(order))
        for order in permutations(range(4))
        if not barred & set(enumerate(order))
    )


def fairest():
    return min(
        max(sum(row[j] for j in range(5) if who[j] == i) for i, row in enumerate(SISTERS))
        for who in product(range(2), repeat=5)
    )


@pytest.mark.parametrize(
    ("text", "family", "objective"),
    [
        (NURSE, "the shortest round trip", round_trip()),
        (ENGINES, "sites near everyone", nearest(3, max)),
        (LOCKERS, "sites near everyone", nearest(2, sum)),
        (SWIMMERS, "assignment", assigned(min)),
        (WORKERS, "assignment", assigned(max, {(1, 2)})),
        (HOUSEHOLD, "least greatest load", fairest()),
    ],
    ids="nurse engines lockers swimmers workers household".split(),
)
def test_reads_a_matrix(optimum, text, family, objective):
    assert optimum(text) == (family, pytest.approx(objective))


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        (NURSE, "The second patient must be seen before the first."),
        (NURSE, "The road between the second and the third is closed and cannot be used."),
        (ENGINES, "Each engine costs 40 thousand euros."),
        (LOCKERS, "Street 2 already has a locker."),
        (SWIMMERS, "The first swimmer cannot swim the second stroke."),
        (WORKERS, "Anna and Cora must not take welding or testing."),
        (HOUSEHOLD, "No one gets more than three tasks."),
    ],
)
def test_abstains_on_what_it_does_not_read(read, text, changed):
    reading = read(f"{text} {changed}")
    assert isinstance(reading, NotRead) or reading.tentative


@pytest.mark.parametrize(
    "written",
    ["[[1, 2], [3, 4]]", "1 2\n3 4", "[1 2]\n[3 4]", "x,a,b\nAnn,1,2\nBob,3,4"],
    ids="nested bare bracketed rows".split(),
)
def test_finds_a_matrix_however_it_is_written(case, written):
    (matrix,) = find_matrices(case(f"The costs are\n{written}\n"))
    assert [[number.value for number in row] for row in matrix.rows] == [[1, 2], [3, 4]]


def test_names_rows_and_columns(case):
    (matrix,) = find_matrices(case("worker,welding,wiring\nAnna,1,2\nBert,3,4\n"))
    assert (matrix.labels, matrix.heads) == (("Anna", "Bert"), ("welding", "wiring"))


def test_rows_of_different_lengths_are_no_matrix(case):
    assert not find_matrices(case("1 2 3\n4 5\n6 7 8\n"))
