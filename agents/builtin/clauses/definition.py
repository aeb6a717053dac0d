"""Measures defined by a formula: "the score is calculated as twice X plus three times Y"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from optimoot.agents.builtin.atoms import Atom, Clause
from optimoot.agents.builtin.facts import Measure, Rate
from optimoot.agents.builtin.linear import Expression
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.measures import words_of

_DEFINING: Final = frozenset(
    "calculated computed defined measured determined quantified expressed estimated".split()
)
_TELLING: Final = frozenset(
    "given obtained found derived modeled modelled represented evaluated assessed described taken "
    "formulated gauged".split()
)
"""Words that tell of much else, so that only a sum behind them is a formula."""
_AS: Final = frozenset("as by from".split())
_STARTS: Final = (Role.ITEM, Role.NUMBER, Role.SUM, Role.OPEN, Role.ALL, Role.DIFFERENCE)


@dataclass(frozen=True)
class Definition:
    """What a formula says: a rate for each item, and the tokens that it takes up."""

    rates: tuple[Rate, ...]
    start: int
    end: int


def read(clause: Clause, everything: int) -> Definition | None:
    """The formula of a sentence; its measure is named by the words before it."""
    tokens = clause.sentence.tokens
    for place in range(1, len(tokens) - 1):
        word, behind = tokens[place].text, tokens[place + 1].text
        sure = word in _DEFINING and behind in _AS
        if not sure and not (word in _TELLING and behind in _AS) and not _equates(clause, place):
            continue
        found = _definition(clause, place, everything)
        if found is not None and (sure or len(found.rates) > 1):
            return found
    return None


def _definition(clause: Clause, place: int, everything: int) -> Definition | None:
    marks = [mark for mark in clause.marks if mark.start > place]
    first = next((p for p, mark in enumerate(marks) if mark.role in _STARTS), None)
    if first is None:
        return None
    parser = Expression(marks, first, len(marks), everything=everything)
    form = parser.parse()
    if form is None or not _is_whole(marks, parser.place):
        return None
    if any(term.item is None for term in form.terms) or len(form.items) < len(form.terms):
        return None
    if any(mark.items for mark in clause.marks if mark.start < place) and _equates(clause, place):
        return None  # "X equals twice Y plus Z" relates items
    if not all(term.quantity.numbers or term.quantity.factor for term in form.terms):
        return None
    own = frozenset(
        t.stem
        for mark in clause.marks
        if mark.start < place and mark.items
        for t in clause.words(mark.start, mark.end)
    )
    words = words_of(clause.sentence.tokens[:place]) - own
    if not words:
        return None
    measure = Measure("", words)
    index = clause.sentence.index
    rates = tuple(
        Rate(term.item, term.quantity, measure, index)
        for term in form.terms
        if term.item is not None
    )
    return Definition(rates, place, marks[parser.place - 1].end)


def _equates(clause: Clause, place: int) -> bool:
    """Whether the words at a token also compare: "equals", "equal to"."""
    here, behind = (token.text for token in clause.sentence.tokens[place : place + 2])
    return here == "equals" or (here, behind) == ("equal", "to")


def _is_whole(marks: list[Atom], place: int) -> bool:
    """Whether the statement ends behind the formula, which is no side of a comparison itself."""
    ends = place >= len(marks) or marks[place].role in (Role.BREAK, Role.COMMA, Role.CLOSE)
    return ends and not any(mark.role is Role.COMPARE for mark in marks[place:])
