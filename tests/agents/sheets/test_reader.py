"""What the sheet reader asks, what it leaves, and that nothing breaks it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimoot.agents.builtin.reading import NotRead, Reading
from optimoot.agents.sheets.reader import SheetReader
from optimoot.formulation import Domain
from optimoot.intake import make_problem

KITES = "Kite: $24 profit, 2 h sewing, 3 m silk\nWindsock: $15 profit, 1 h sewing, 2 m silk\n"
THERE = "Resources: sewing 30 h, silk 50 m\n"
GOAL = "Maximise total profit."


def test_every_parameter_cites_the_number_that_it_comes_from(read):
    reading = read(KITES + THERE + GOAL)
    assert isinstance(reading, Reading)
    numbers = {n.id: n.value for n in make_problem(KITES + THERE + GOAL).numbers}
    entries = [entry for p in reading.formulation.parameters for entry in p.entries]
    assert {entry.numbers[0] for entry in entries} == set(numbers)
    assert all(e.value == e.factor * numbers[e.numbers[0]] for e in entries)


def test_lists_are_formal_and_sentences_are_not(read):
    listed = read(KITES + THERE + GOAL)
    told = read(
        "A kite takes 2 hours and earns $24, and a drum takes 3 hours and earns $30. We have 90 "
        "hours. Maximise earnings."
    )
    assert isinstance(listed, Reading)
    assert isinstance(told, Reading)
    assert (listed.formal, told.formal) == (True, False)


def test_limits_are_converted_to_the_unit_of_their_column(read):
    reading = read(KITES + "Resources: sewing 1800 min, silk 5000 cm\n" + GOAL)
    assert isinstance(reading, Reading)
    limits = [p.entries[0].value for p in reading.formulation.parameters if not p.index]
    assert limits == [pytest.approx(30.0), pytest.approx(50.0)]


def test_constraints_quote_the_text(read):
    reading = read(KITES + THERE + GOAL)
    assert isinstance(reading, Reading)
    assert {c.sentence for c in reading.formulation.constraints} == {THERE.strip()}


def test_what_is_counted_is_whole_and_told_so(read):
    reading = read(KITES + THERE + GOAL)
    assert isinstance(reading, Reading)
    assert reading.formulation.variables[0].domain is Domain.INTEGER
    assert any("whole" in assumed for assumed in reading.formulation.assumptions)


def test_a_measure_that_nothing_limits_leads_to_a_question(read):
    found = read(KITES + "Resources: sewing 30 h\n" + GOAL)
    assert isinstance(found, NotRead)
    assert [question.text for question in found.questions] == [
        "How much silk is available or needed in all?"
    ]


def test_a_thing_without_the_figure_of_the_goal_leads_to_a_question(read):
    found = read(
        "Kite: $24 profit, 2 h sewing, 3 m silk\nWindsock: 1 h sewing, 2 m silk\n" + THERE + GOAL
    )
    assert isinstance(found, NotRead)
    assert [question.text for question in found.questions] == ["What is the profit of Windsock?"]


def test_a_blank_cell_leads_to_a_question(read):
    found = read(
        "bike,profit,frame_shop,paint_shop\nroad,90,3,2\ntouring,?,2,2\navailable,,100,70\n"
        "Maximise profit."
    )
    assert isinstance(found, NotRead)
    assert [question.text for question in found.questions] == ["What is the profit of touring?"]


@pytest.mark.parametrize(
    "rule",
    [
        "Make at least twice as many kites as windsocks.",
        "If any kites are made, at least 5 of them.",
        "Sewing more than 20 h needs a permit.",
        "Kites always come in pairs.",
        "I would be glad to make at least 30 kites some day.",
        "Last year we made at least 12 kites.",
        "Kites must not outnumber windsocks.",
    ],
)
def test_a_rule_that_is_not_understood_means_abstaining(rule, read):
    assert isinstance(read(KITES + THERE + rule + "\n" + GOAL), NotRead)


@given(st.text(alphabet=KITES + THERE + GOAL + "{}[]()<>|;,.:-%$½²\n", max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_it(text):
    if not text.strip():
        return
    assert SheetReader().read(make_problem(text)) is not None


@given(st.integers(0, 220))
@settings(max_examples=60, deadline=None)
def test_no_truncation_breaks_it(length):
    text = (KITES + THERE + GOAL)[: length + 1]
    if text.strip():
        assert SheetReader().read(make_problem(text)) is not None


@pytest.mark.parametrize("hay", ["$0.16 per kg", "$160 per tonne"])
def test_a_bound_in_another_unit_than_the_figures_means_abstaining(hay, read):
    text = (
        "Silage gives 2 GJ per tonne, hay gives 8 GJ per tonne. Silage costs $45 per tonne, hay "
        f"costs {hay}. We need at least 90 GJ. At most 9,000 kg of hay. Lowest cost?"
    )
    assert isinstance(read(text), NotRead)


@pytest.mark.parametrize("told", ["the shop needs", "the shop sold"])
def test_a_count_before_a_name_is_a_stock_only_where_so_many_are_there(told, read):
    text = (
        f"the bike takes 120 kg. {told} 5 kettles (3 kg, $12 profit) and 4 heaters (18 kg, $30 "
        "profit). whats the most profit we can load?"
    )
    assert isinstance(read(text), NotRead)
