"""Units that figures are told for, and that different ones are never added up as they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimoot.agents.builtin.base_units import base_unit, base_units, is_mixed
from optimoot.agents.builtin.casting import find_casts
from optimoot.agents.builtin.reader import ProseReader
from optimoot.agents.builtin.reading import NotRead
from optimoot.agents.builtin.text import read_text
from optimoot.intake import make_problem

MASSES = st.sampled_from(["g", "kg", "ton"])
FEED = (
    "A farm feeds turnips and oats. Turnips cost $30 per tonne and give 2 GJ per tonne; oats cost "
    "{oats} and give 12 GJ per tonne. At least 100 GJ are needed. At most {most} of turnips can be "
    "stored. Minimize the total cost."
)


def sentences_and_cast(text):
    sentences = read_text(make_problem(text))
    return sentences, find_casts(sentences)[0]


@given(st.lists(MASSES, min_size=1))
def test_the_largest_unit_stands_for_one_of_a_decision(units):
    found = base_units(units)
    assert found.mixed is (len(set(units)) > 1)
    for unit in units:
        assert found.rate_factor(unit) >= 1.0
        assert found.rate_factor(unit) * found.amount_factor(unit) == pytest.approx(1.0)


def test_units_of_another_dimension_are_left_alone():
    units = base_units(["kg", "ton"])
    assert units.amount_factor("hour") == units.rate_factor("l") == 1.0


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("Rye and oats are sown. Rye costs $9 per kg.", "kg"),
        ("Rye and oats are sown. Rye costs $9 a tonne.", "ton"),
        ("Rye and oats are sown. The price is $9 per tonne of rye, and oats are dear.", "ton"),
        ("Rye and oats are sown. Rye takes 9 g of salt per litre of water.", ""),
        ("Rye and oats are sown. Rye costs $9 per hour.", ""),
        ("Rye and oats are sown. Rye costs $9.", ""),
    ],
)
def test_what_a_figure_is_told_for(words, unit):
    sentences, cast = sentences_and_cast(f"{words} Oats and rye are dear.")
    tokens = sentences[1].tokens
    place = next(at for at, token in enumerate(tokens) if token.number is not None)
    assert base_unit(tokens, place, cast) == unit


@pytest.mark.parametrize(
    ("oats", "most", "mixed"),
    [
        ("$200 per tonne", "20 tonnes", False),
        ("$0.20 per kg", "20 tonnes", True),
        ("$200 per tonne", "20,000 kg", True),
    ],
)
def test_different_units_are_noticed(oats, most, mixed):
    text = FEED.format(oats=oats, most=most)
    assert is_mixed(*sentences_and_cast(text)) is mixed
    assert isinstance(ProseReader().read(make_problem(text)), NotRead) is mixed
