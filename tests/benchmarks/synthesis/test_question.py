"""Marks, and texts that do not carry exactly the figures of their demonstration."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimoot.benchmarks.synthesis.archetypes.product_mix import ARCHETYPE
from optimoot.benchmarks.synthesis.demonstration import Style
from optimoot.benchmarks.synthesis.draft import Draft, Show
from optimoot.benchmarks.synthesis.marks import capitalized, marked, unmarked
from optimoot.benchmarks.synthesis.question import MistoldError, question_of
from optimoot.formulation import Sense

WORDS = st.text(alphabet=st.characters(exclude_categories=("Cs", "Co")), max_size=12)


@given(st.lists(st.tuples(WORDS, WORDS), max_size=6))
def test_marks_leave_the_text_and_tell_where_figures_stand(parts):
    told = "".join(f"{before}{marked(n, word)}" for n, (before, word) in enumerate(parts))
    text, spans = unmarked(told)
    assert text == "".join(before + word for before, word in parts)
    found = {place: text[start:end] for (start, end), place in spans.items()}
    assert all(found[place] == parts[place][1] for place in spans.values())


def test_a_sentence_may_begin_with_a_marked_word():
    assert unmarked(capitalized(marked(3, "four") + " days"))[0] == "Four days"
    assert capitalized("each day") == "Each day"


def draft(show=Show.PLAIN, value=1250.0, text="There are {} boxes. Sell as many as you can."):
    made = Draft("boxes", random.Random(4), Style.PROSE)
    limit = made.parameter("limit", value, meaning="boxes", show=show)
    made.variable("sell", meaning="boxes sold")
    made.objective(Sense.MAXIMIZE, "sell", meaning="boxes sold")
    made.constraint("stock", "sell <= limit", meaning="no more than there are")
    made.say(text.format(limit.told()), "stock", "objective")
    return made.finish(quadratic=False)


@pytest.mark.parametrize(
    ("show", "value"), [(Show.PLAIN, 1250), (Show.MONEY, 12.5), (Show.PERCENT, 0.35)]
)
def test_a_figure_is_cited_with_its_factor(show, value):
    made = draft(show, value)
    (entry,) = question_of(made, made.told).formulation.parameters[0].entries
    assert entry.numbers == ("N1",)
    assert entry.factor == (0.01 if show is Show.PERCENT else 1)


def test_a_figure_that_is_not_the_models_is_refused():
    made = draft(text="There are {} boxes in 3 rows. Sell as many as you can.")
    with pytest.raises(MistoldError, match="'3' is no figure"):
        question_of(made, made.told)


def test_a_figure_that_is_missing_is_refused():
    made = draft()
    with pytest.raises(MistoldError, match=r"limit.* is not told"):
        question_of(made, "There are many boxes. Sell as many as you can.")


def test_a_figure_that_reads_as_another_is_refused():
    made = draft(text="There are 3,{} boxes. Sell as many as you can.", value=125)
    with pytest.raises(MistoldError, match=r"is no figure|is read as"):
        question_of(made, made.told)


def test_one_and_both_are_words_of_the_rules():
    made = draft(text="There are {} boxes. Each goes to one shop; both doors are open.")
    assert question_of(made, made.told).problem.text.startswith("There are")


def test_size_and_kind_follow_from_the_model():
    made = ARCHETYPE.demonstration(random.Random(1), Style.TABLE)
    goods = next(s for s in made.formulation.sets if s.name == "P")
    assert made.size == len(goods.members)
    assert made.kind.value in ("linear", "integer")
