"""What the matching reader makes of a text, what it leaves, and that nothing breaks it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimoot.agents.builtin.reading import NotRead, Reading
from optimoot.agents.matching.reader import MatchingReader
from optimoot.formulation import Domain
from optimoot.intake import make_problem

KILN = (
    "A potter fires vases and mugs. A vase takes 30 minutes of kiln time and 2 kg of clay, while "
    "a mug takes 10 minutes of kiln time and 1 kg of clay. There are 600 minutes of kiln time and "
    "45 kg of clay available. Each vase earns $12 and each mug earns $5. "
)
ASKED = "How many vases and mugs should be fired to maximize profit?"


def test_every_parameter_cites_the_number_that_it_comes_from(read):
    reading = read(KILN + ASKED)
    assert isinstance(reading, Reading)
    numbers = {number.id: number.value for number in make_problem(KILN + ASKED).numbers}
    for parameter in reading.formulation.parameters:
        (entry,) = parameter.entries
        assert len(entry.numbers) == 1
        assert entry.value == entry.factor * numbers[entry.numbers[0]]
    cited = {entry.numbers[0] for p in reading.formulation.parameters for entry in p.entries}
    assert cited == set(numbers)


def test_every_constraint_quotes_its_sentence(read):
    text = KILN + "At least 5 vases must be fired. " + ASKED
    constraints = read(text).formulation.constraints
    assert len(constraints) == 3
    assert all(constraint.sentence in text for constraint in constraints)
    assert "At least 5 vases must be fired." in {c.sentence for c in constraints}


def test_counted_things_are_whole_and_amounts_are_not(read):
    assert {v.domain for v in read(KILN + ASKED).formulation.variables} == {Domain.INTEGER}
    mixed = (
        "A dairy makes butter and cream. Each liter of butter needs 20 liters of milk and each "
        "liter of cream needs 8 liters of milk. There are 900 liters of milk. At least 10 liters "
        "of cream are needed. The profit is $6 per liter of butter and $2 per liter of cream. How "
        "many liters of each should be made to maximize profit?"
    )
    assert {v.domain for v in read(mixed).formulation.variables} == {Domain.CONTINUOUS}


def test_a_figure_that_fits_nowhere_is_named(read):
    found = read(KILN + "A glaze bucket holds 17 ounces. " + ASKED)
    trusted = isinstance(found, Reading) and not found.tentative
    assert not trusted
    assert "17" in (found.tentative if isinstance(found, Reading) else found.reason)


@pytest.mark.parametrize(
    "told",
    [
        "A vase draws 3 thousand guests and a mug 40.",
        "Every thousand vases take a crate.",
        "Either vases or mugs must be at least 20.",
        "The money of $900 has to pay $9 for each vase and $4 for each mug.",
    ],
)
def test_what_may_be_meant_otherwise_is_not_sure(told, read):
    found = read(KILN + told + " " + ASKED)
    assert isinstance(found, NotRead) or found.tentative


def test_a_sentence_that_binds_without_figures_is_not_passed_over(read):
    found = read(KILN + "Every vase must be packed with a mug. " + ASKED)
    trusted = isinstance(found, Reading) and not found.tentative
    assert not trusted


def test_no_list_of_things_is_told(read):
    found = read("Please help me with my garden, it is too dry.")
    assert isinstance(found, NotRead)
    assert "No list of things" in found.reason


def test_a_long_text_is_left_alone(read):
    found = read(KILN * 200 + ASKED)
    assert isinstance(found, NotRead)
    assert "at most" in found.reason


@given(st.permutations((KILN + ASKED).split()), st.integers(5, 70))
@settings(max_examples=40, deadline=None)
def test_shuffled_and_cut_texts_never_raise(words, length):
    found = MatchingReader().read(make_problem(" ".join(words[:length])))
    assert isinstance(found, Reading | NotRead)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=3, max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_or_not_read(text):
    assert isinstance(MatchingReader().read(make_problem(f"x {text} y")), Reading | NotRead)


@given(st.lists(st.integers(-(10**9), 10**9), min_size=8, max_size=8))
@settings(max_examples=40, deadline=None)
def test_other_figures_change_the_data_and_not_the_model(values):
    frame = KILN + ASKED
    problem = make_problem(frame)
    pieces, last = [], 0
    for number, value in zip(problem.numbers, values, strict=True):
        pieces += [frame[last : number.start], f"{'$' if '$' in number.text else ''}{abs(value)}"]
        last = number.end
    changed = "".join([*pieces, frame[last:]])
    first, second = MatchingReader().read(problem), MatchingReader().read(make_problem(changed))
    assert isinstance(first, Reading)
    if isinstance(second, Reading) and 1 not in values and 2 not in values:
        assert [c.expression for c in second.formulation.constraints] == [
            c.expression for c in first.formulation.constraints
        ]


@pytest.mark.parametrize("goal", ["cost per crate moved", "cost divided by the crates moved"])
def test_a_sum_per_another_is_no_sum(read, goal):
    text = (
        "A port hires up to 6 small and up to 4 large tugs. A small tug moves 40 crates and costs "
        "90 dollars, a large tug moves 75 crates and costs 150 dollars. At least 250 crates have "
        f"to be moved. What is the lowest possible {goal}?"
    )
    reading = read(text)
    assert isinstance(reading, NotRead) or reading.tentative


def test_a_sum_per_day_is_one(read):
    text = (
        "A port hires up to 6 small and up to 4 large tugs. A small tug moves 40 crates and costs "
        "90 dollars, a large tug moves 75 crates and costs 150 dollars. At least 250 crates have "
        "to be moved. What is the lowest possible cost per day?"
    )
    assert isinstance(read(text), Reading)
