"""Things told one after the other with the same few figures each."""

import pytest

from optimoot.agents.archetypes.magnitudes import asked_magnitude
from optimoot.agents.archetypes.told_records import canonical, find_records


def told(case, text):
    """Names and figures of the records of a text."""
    records = find_records(case(text))
    assert records is not None
    return [(r.name, tuple(n.value for n in r.numbers)) for r in records.records]


def test_brackets_hold_the_figures_of_the_name_before_them(case):
    text = "We may pack a kettle (2 kg, value 5), a rope (4 kg, 9) and an axe (3 kg, 7)."
    assert told(case, text) == [("kettle", (2, 5)), ("rope", (4, 9)), ("axe", (3, 7))]


def test_a_name_keeps_its_own_small_words(case):
    text = "Pieces: Ode to the Sea (9 min, 4 players), Song of a Stone (7, 3), Storm (5, 6)."
    assert [name for name, _ in told(case, text)] == ["Ode to the Sea", "Song of a Stone", "Storm"]


def test_parts_of_a_sentence_begin_with_a_name(case):
    text = (
        "The mural costs 30 thousand and draws 8 thousand visitors; the fountain costs 45 thousand "
        "and draws 12; the clock costs 20 and draws 5."
    )
    names = [name for name, _ in told(case, text)]
    assert names == ["mural", "fountain", "clock"]
    assert sorted(find_records(case(text)).scales.values()) == [1000, 1000, 1000]


def test_words_tell_figures_that_come_in_another_order(case):
    text = (
        "Alder costs 12 euros and fills 5 shelves. Birch costs 8 euros and fills 3 shelves. Cedar "
        "fills 4 shelves and costs 11 euros."
    )
    assert told(case, text) == [("Alder", (12, 5)), ("Birch", (8, 3)), ("Cedar", (11, 4))]


@pytest.mark.parametrize(
    "text",
    [
        "Take a kettle (2 kg, value 5), a rope (4 kg) and an axe (3 kg, 7).",
        "Take a rope (2 kg, value 5), a rope (4 kg, 9) and an axe (3 kg, 7).",
        "Alder costs 12 euros and Birch takes 3 days.",
        "Nothing is told here.",
    ],
)
def test_there_are_no_records_where_figures_or_names_are_missing_or_alike(case, text):
    assert find_records(case(text)) is None


def test_a_later_sentence_tells_one_more_figure_of_each(case):
    text = (
        "A brass band costs 900 euros and draws 400 guests, a puppet show costs 300 and draws 150, "
        "and a juggler costs 200 and draws 120. The band needs 3 helpers, the puppet show 2 and "
        "the juggler 1."
    )
    assert told(case, text) == [
        ("brass band", (900, 400, 3)),
        ("puppet show", (300, 150, 2)),
        ("juggler", (200, 120, 1)),
    ]


def test_words_that_announce_a_list_are_no_name(case):
    text = (
        "These are the plans, each with days and gain: Elm – 5 days, 30 euros; Oak – 7 days, 45 "
        "euros; project Yew – 4 days, 20 euros. Other projects are off."
    )
    assert [name for name, _ in told(case, text)] == ["Elm", "Oak", "Yew"]


def test_a_unit_has_one_stem_whatever_it_is_called():
    assert canonical("kilograms") == canonical("kg") != canonical("g")
    assert canonical("feet") == canonical("foot")


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("What is the greatest profit, in thousands of euros?", 1e3),
        ("How many million can be earned at most?", 1e6),
        ("What is the greatest profit?", 1.0),
    ],
)
def test_a_question_tells_the_unit_of_its_answer(case, question, unit):
    assert asked_magnitude(case("A shop sells 3 million pens. " + question)) == unit
