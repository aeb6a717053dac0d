"""Sentences in which marks stand for figures."""

from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.marked import (
    doubt_left,
    marks_in,
    number_at,
    read_marked,
    told_in,
    words_not_figures,
)

OATS = "Oats have 12% protein and cost $3 a sack. Half of the 40 sacks are sold in the first week."


def test_marks_tell_the_kind_and_the_place_of_figures(case):
    first, second = read_marked(case(OATS))
    assert first.text == "oats have @p0 protein and cost @m1 a sack ."
    assert second.text == "@f2 of the @n3 sacks are sold in the first week ."
    assert first.cased.startswith("Oats")


def test_a_mark_leads_to_its_number(case):
    own = case(OATS)
    sentences = read_marked(own)
    values = [number_at(own, mark).value for s in sentences for mark in marks_in(s.text)]
    assert values == [12, 3, 0.5, 40]


def test_a_figure_is_told_with_the_words_of_its_clause():
    told = list(told_in("oats have @p0 protein and cost @m1 a sack .", 0))
    assert [one.own for one in told] == ["oats have # protein", "cost # a sack"]
    assert [one.letter for one in told] == ["p", "m"]
    assert told[1].left == "protein and cost"


def test_a_rule_or_a_figure_left_over_is_doubted(case):
    own = case("Pots cost $4. Never sell more than 20 of them.")
    draft = Draft(own, "anything")
    sentences = read_marked(own)
    draft.used.add(number_at(own, "@m0").id)
    doubt_left(draft, sentences, ["pots cost @m0 .", "of them ."])
    assert draft.accounted
    assert not draft.doubts
    doubt_left(draft, sentences, ["pots cost @m0 .", "never sell of them ."])
    doubt_left(draft, sentences, ["pots cost @m0 .", "sell @n1 of them ."])
    assert [doubt.text for doubt in draft.doubts] == [
        "'never' was not understood",
        "'20' was not understood",
    ]


def test_quarters_of_a_year_and_single_pairs_are_words(case):
    own = case("It sells 30 pairs a quarter at $4 a pair, and a quarter of them are red.")
    (sentence,) = read_marked(own)
    assert sentence.text == "it sells @n0 pairs a quarter at @m1 a pair , and @f3 of them are red ."
    assert set(words_not_figures(own).values()) == {"is one unit"}
