"""Prices of several things at once."""

from dataclasses import replace

import pytest

from optimoot.agents.builtin.known import known_to
from optimoot.agents.builtin.packs import packed
from optimoot.agents.builtin.reader import ProseReader
from optimoot.agents.builtin.text import read_text
from optimoot.intake import make_problem

STALL = (
    "A stall sells wreaths and garlands. A wreath takes 2 hours and a garland takes 3 hours; 60 "
    "hours are free. {} How many wreaths and garlands should be made to maximize the earnings?"
)
PLAIN = "A wreath earns $8 and a garland earns $30. At least 4 garlands are wanted."


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("A wreath earns $8 and it sells 4 garlands for $30.", ["4 for $30"]),
        ("A wreath earns $8; the price is $30 for 4 garlands.", ["4 for $30"]),
        ("A wreath earns $8 and it sells a garland for $30; 4 stay.", []),
        ("A wreath earns $8 and it sells one garland for $30; 4 stay.", []),
    ],
)
def test_a_price_of_several_is_noticed_where_only_the_money_is_in_the_goal(told, expected):
    read = ProseReader().read(make_problem(STALL.format(PLAIN))).formulation
    by_text = {"$8", "$30"}
    sentences = read_text(make_problem(STALL.format(told)))
    money = {
        t.number.id
        for s in sentences
        for t in s.tokens
        if t.number is not None and t.number.text in by_text
    }
    known = known_to(read, sentences, frozenset())
    moved = replace(known, goal=frozenset(money))
    found = [r.words for sentence in sentences for r in packed(sentence, moved)]
    assert found == expected
