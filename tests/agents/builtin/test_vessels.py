"""Limits told in a noun that the text counts one thing in."""

import pytest

from optimoot.agents.builtin.known import known_to
from optimoot.agents.builtin.presumed import limits_of
from optimoot.agents.builtin.reader import ProseReader
from optimoot.agents.builtin.text import read_text
from optimoot.agents.builtin.vessels import contents, misplaced
from optimoot.intake import make_problem

KITCHEN = (
    "A kitchen makes honey and syrup. {} There are 480 minutes of stirring. At most 90 {} can be "
    "filled. How many of each maximize the profit?"
)
ONE_EACH = (
    "A jar of honey brings $3 and takes 6 minutes; a flask of syrup brings $4 and takes 8 minutes."
)
ALIKE = (
    "A jar of honey brings $3 and takes 6 minutes; a jar of syrup brings $4 and takes 8 minutes."
)
WITHOUT = "Honey brings $3 and takes 6 minutes; syrup brings $4 and takes 8 minutes."
FORMULATION = (
    ProseReader()
    .read(
        make_problem(
            "A kitchen makes honey and syrup. Honey brings $3 and takes 6 minutes; syrup brings "
            "$4 and takes 8 minutes. There are 480 minutes of stirring. At most 90 of honey and "
            "syrup in total can be made. How many of each maximize the profit?"
        )
    )
    .formulation
)


def test_a_noun_holds_what_the_text_counts_in_it():
    sentences = read_text(make_problem("A jar of plum jam or a tub of butter. Each jar of honey."))
    held = contents(sentences)
    assert {"plum", "jam", "honey"} <= held["jar"]
    assert "jam" not in held["tub"]


def test_a_number_of_things_holds_nothing():
    assert contents(read_text(make_problem("A number of desks and an hour of sawing."))) == {}


@pytest.mark.parametrize(
    ("told", "noun", "expected"),
    [
        (ONE_EACH, "jars", True),
        (ONE_EACH, "flasks", True),
        (ONE_EACH, "portions", False),
        (ALIKE, "jars", False),
        (WITHOUT, "jars", True),
        (WITHOUT, "portions", False),
    ],
)
def test_limits_on_the_sum_are_noticed_where_their_noun_holds_less(told, noun, expected):
    text = KITCHEN.format(told, noun)
    sentences = read_text(make_problem(text))
    known = known_to(FORMULATION, sentences, frozenset())
    limits = limits_of(FORMULATION)
    of_sum = [limit for limit in limits if len(limit.form) > 1 and not _has_rates(limit)]
    assert len(of_sum) == 1
    found = [
        r for s in sentences for r in misplaced(s, _numbered(limits, s), contents(sentences), known)
    ]
    assert bool(found) == expected


def _has_rates(limit):
    return any(cited for _, cited in limit.form)


def _numbered(limits, sentence):
    """The limit on the sum, as if the reading had taken it from the sentence with "at most"."""
    if "At most" not in sentence.quote:
        return ()
    number = next(t.number.id for t in sentence.tokens if t.number is not None)
    return tuple(
        type(limit)(limit.form, limit.relation, number) for limit in limits if not _has_rates(limit)
    )
