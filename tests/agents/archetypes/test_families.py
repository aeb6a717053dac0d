"""Each family reads a problem of its own, and its model has the optimum found by hand."""

import pytest
from archetype_texts import (
    DIET,
    GRID,
    JOB_SHOP,
    LOCATION,
    MAX_FLOW,
    REDISTRIBUTION,
    STOCK,
    TABLE_MIX,
    TOUR,
    TRANSPORT,
)


@pytest.mark.parametrize(
    ("text", "family", "objective"),
    [
        (DIET, "mix of things", 15.0),
        (REDISTRIBUTION, "redistribution", 4 * 10 + 7 * (4 + 3)),
        (MAX_FLOW, "maximum flow", 10.0),
        (LOCATION, "location", 250 + 2 * 20 + 1 * 30 + 2 * 40),
        (TRANSPORT, "transportation", 4 * 30 + 6 * 5 + 3 * 20 + 2 * 20),
        (TOUR, "the shortest round trip", 5 + 5 + 9.486832980505138 * 2),
        (JOB_SHOP, "job shop scheduling", 11.0),
        (STOCK, "stock over periods", 4 * 75 + 15),
        (GRID, "product mix", 21.0),
        (TABLE_MIX, "mix of things", 30 * 14 + 80 * 3),
    ],
    ids="diet moving flow location transport tour shop stock grid table".split(),
)
def test_reads_its_family(optimum, text, family, objective):
    assert optimum(text) == (family, pytest.approx(objective))
