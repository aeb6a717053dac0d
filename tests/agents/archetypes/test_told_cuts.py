"""Cutting stock told in prose, and jobs on like machines with the usual remarks."""

import pytest

from optimoot.agents.builtin.reading import NotRead

CURTAINS = (
    "A tailor cuts curtain rods from poles that are 5 metres long. He has orders for 12 rods of "
    "2.2 m, 18 rods of 1.4 m and 10 rods of 0.9 m. {}What is the smallest number of poles?"
)
OVENS = (
    "Three kilns are free from the start. Six loads of pots take 7, 5, 4, 6, 3 and 5 hours of "
    "firing. {}How soon can all loads be fired?"
)


def fewest(sizes, orders, stock):
    """The fewest pieces of stock, by going through all orders that are left."""
    from functools import cache
    from itertools import product

    ways = [
        way
        for way in product(*(range(int(stock / s + 1e-9) + 1) for s in sizes))
        if any(way) and sum(k * s for k, s in zip(way, sizes, strict=True)) <= stock + 1e-9
    ]
    full = [
        w
        for w in ways
        if stock - sum(k * s for k, s in zip(w, sizes, strict=True)) < min(sizes) - 1e-9
    ]

    @cache
    def need(left):
        if not any(left):
            return 0
        return 1 + min(
            need(tuple(max(0, a - b) for a, b in zip(left, way, strict=True)))
            for way in full
            if any(a and b for a, b in zip(left, way, strict=True))
        )

    return need(tuple(orders))


@pytest.mark.parametrize("remark", ["", "Off-cuts are thrown away. ", "Rods cannot be glued. "])
def test_reads_cuts(optimum, remark):
    family, objective = optimum(CURTAINS.format(remark))
    assert family == "cutting stock"
    assert objective == pytest.approx(fewest((2.2, 1.4, 0.9), (12, 18, 10), 5))


@pytest.mark.parametrize(
    "twist",
    [
        "Each cut loses 5 mm. ",
        "Rods can be glued together from pieces. ",
        "At most three rods can be cut from one pole. ",
        "Poles of 4 metres are to be had as well. ",
        "Two poles are in stock. ",
        "A pole costs 30 euros. ",
        "Every tenth pole is faulty. ",
        "There is also a shorter pole. ",
    ],
)
def test_a_rule_on_cuts_that_no_role_knows_makes_it_abstain(read, twist):
    reading = read(CURTAINS.format(twist))
    assert isinstance(reading, NotRead) or reading.tentative


@pytest.mark.parametrize(
    "remark",
    [
        "",
        "No load can be interrupted or split. ",
        "Each kiln handles only one load at a time. ",
        "Every load can go on any kiln. ",
    ],
)
def test_reads_jobs_on_like_machines_with_the_usual_remarks(optimum, remark):
    assert optimum(OVENS.format(remark)) == (
        "jobs shared among equal machines",
        pytest.approx(10),
    )


@pytest.mark.parametrize(
    "twist",
    [
        "Between two loads a kiln cools for an hour. ",
        "The third kiln is slower. ",
        "The first two loads cannot share a kiln. ",
        "One kiln closes after 8 hours. ",
    ],
)
def test_a_rule_on_machines_that_no_role_knows_makes_it_abstain(read, twist):
    reading = read(OVENS.format(twist))
    assert isinstance(reading, NotRead) or reading.tentative


def test_sizes_may_follow_their_pieces_without_of(optimum):
    text = (
        "Pipes come in lengths of 20 feet. A job calls for 9 pieces 7 feet long, 8 pieces 6 feet "
        "long and 5 pieces 4 feet long. Nothing is lost in cutting, and pieces may not be soldered "
        "together from shorter ones. Find the fewest pipes that are enough."
    )
    assert optimum(text)[1] == pytest.approx(fewest((7, 6, 4), (9, 8, 5), 20))
