"""Two decisions for each item: pairs of counts, and money that raises a rate."""

import pytest

from optimoot.agents.builtin.activities import Activities
from optimoot.agents.builtin.items import make_cast
from optimoot.agents.builtin.reading import NotRead

LINES = """\
A carrier runs two lines, coast and hill. It must decide on the number of vans for each line,
and on the number of rides per van. A ride on the coast line brings a profit of $30 and a ride
on the hill line brings a profit of $50. There are 9 vans in total. Each van on the coast line
can make at most 8 rides per day, and each van on the hill line can make at most 4 rides per
day. {} Maximize the daily profit.
"""

SHOP = """\
A workshop makes lamps and bowls. It decides how many units of each to make and how much to
invest in tools for each. The profit per unit of a lamp is $20, and it {} by $2 for every $100
invested in tools for lamps. The profit per unit of a bowl is $30, and it {} by $1 for every
$100 invested in tools for bowls. A lamp costs $10 to make and a bowl costs $15 to make. There
is a budget of $3,000 for production and tools. At most 80 units can be made in total. Maximize
the total profit.
"""


def test_a_pair_of_counts_is_a_product(optimum):
    text = LINES.format("The drivers can handle at most 50 rides per day.")
    best = max(
        30 * a * p + 50 * b * q
        for a in range(10)
        for b in range(10 - a)
        for p in range(9)
        for q in range(5)
        if a * p + b * q <= 50
    )
    assert optimum(text) == pytest.approx(best)


def test_the_noun_behind_a_figure_tells_which_of_two_counts_it_bounds(optimum):
    text = LINES.format("At least 3 vans must run on the coast line.")
    assert optimum(text) == pytest.approx(9 * 8 * 30)
    text = LINES.format("At least 6 vans must run on the hill line.")
    assert optimum(text) == pytest.approx(6 * 4 * 50 + 3 * 8 * 30)


def test_money_invested_raises_the_profit_of_each_unit(optimum):
    best = 0.0
    for lamps in range(81):
        for bowls in range(81 - lamps):
            left = 3000 - 10 * lamps - 15 * bowls
            if left >= 0:  # all that is left goes where it brings more
                more = max(lamps * 0.02, bowls * 0.01) * left
                best = max(best, 20 * lamps + 30 * bowls + more)
    assert optimum(SHOP.format("increases", "increases")) == pytest.approx(best, rel=1e-6)


def test_a_table_tells_what_money_raises(optimum):
    text = """\
A workshop makes lamps and bowls. It decides how many units of each to make and how much to
invest in tools for each.

| Ware | Profit per unit | Increase in profit per unit per $100 invested in tools |
|---|---|---|
| Lamps | $20 | $2 |
| Bowls | $30 | $1 |

At most 50 units can be made in total. At most $2,000 can be invested in tools. Maximize the
profit.
"""
    assert optimum(text) == pytest.approx(50 * (20 + 2 * 20))


def test_what_money_lowers_does_not_fall_below_zero(optimum):
    text = """\
A print shop makes maps and books. A map sells for $9 and a book sells for $14. The cost per
unit of a map is $4, and it decreases by $1 for every $500 invested in presses for maps. The
cost per unit of a book is $6, and it decreases by $1 for every $1,000 invested in presses for
books. At most 300 maps and at most 200 books can be made. At most $3,000 can be invested in
presses. Maximize the profit.
"""
    # $2,000 bring the cost of a map to nothing, and the rest takes $1 from that of a book
    assert optimum(text) == pytest.approx(300 * 9 + 200 * (14 - 5))


def test_a_figure_for_neither_decision_is_not_understood(read):
    text = LINES.format("The coast line must have at least 12 guides.")
    assert isinstance(read(text), NotRead)


def test_the_first_activities_are_the_items():
    cast = make_cast(
        [("van",), ("bus",)], names=["van", "bus"], family=frozenset(), weight=1, how=""
    )
    assert cast is not None
    assert Activities.plain(cast).products == ((0,), (1,))
    paired = Activities.factored(cast, "lines", "rides")
    assert paired.products[:2] == ((0, 2), (1, 3))
    assert paired.name(0, cast) == "van rides of each"
    shared = Activities.invested(cast, (None,), "investment")
    assert shared.sums == (2,)
    assert shared.products[3:] == ((0, 2), (1, 2))


def test_two_rises_in_one_sentence_are_told_apart(optimum):
    text = """\
A potter makes vases and cups. She decides how many of each to make and how much to invest in glazes
for each. The profit per vase is $20 and the profit per cup is $6. For every $300 invested in glazes
for vases, the profit per vase rises by $3, and for every $400 invested in glazes for cups, the
profit per cup rises by $1. At most 50 pieces can be made in total, and at most 30 vases can be
sold.
She can invest no more than $1,200 in glazes. Maximize the profit.
"""
    best = max(
        30 * (20 + 3 * spent / 300) + 20 * (6 + (1200 - spent) / 400) for spent in range(1201)
    )
    assert optimum(text) == pytest.approx(best)


def test_what_is_invested_is_declared_as_money(read):
    found = read(SHOP.format("increases", "increases"))
    assert not isinstance(found, NotRead)
    units = {variable.name: variable.unit for variable in found.formulation.variables}
    assert [name for name, unit in units.items() if unit == "dollars"] == [
        "lamps_investment",
        "bowls_investment",
    ]
