"""A run of marks that rates are read from: the numbers in it, and what each of them measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.agents.builtin.atoms import Atom, Clause
from optimoot.agents.builtin.facts import Measure, Quantity, quantity
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.measures import bases, measure_of
from optimoot.agents.builtin.text import Token
from optimoot.problem import NumberKind

_KINDS: Final = (NumberKind.PLAIN, NumberKind.MONEY, NumberKind.COUNT_WORD)


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of marks of a clause; `own` are the stems that name the items."""

    clause: Clause
    marks: Sequence[Atom]
    own: frozenset[str]

    def gap(self, place: int) -> tuple[Token, ...]:
        """Tokens between a mark and the next."""
        if place + 1 >= len(self.marks):
            return ()
        return self.clause.words(self.marks[place].end, self.marks[place + 1].start)


def can_be_rate(mark: Atom) -> bool:
    """Whether an atom is a number of a kind that rates are told in."""
    return mark.number is not None and mark.role is Role.NUMBER and mark.number.kind in _KINDS


def quantity_of(mark: Atom) -> Quantity:
    """The number of an atom as a quantity."""
    return quantity(mark.number) if mark.number is not None else Quantity()


def measure_at(segment: Segment, place: int) -> Measure:
    """What the number at a place measures, without the names that stand before it."""
    tokens = segment.clause.sentence.tokens
    mark = segment.marks[place]
    named = {
        token
        for other in segment.clause.atoms
        if other.role is Role.ITEM and other.end <= mark.start
        for token in range(other.start, other.end)
    }
    skipped = frozenset(named) | frozenset(bases(tokens))
    return measure_of(tokens, mark, 0, skipped, segment.own)


def shared_measure(measures: Sequence[Measure]) -> Measure:
    """One measure for numbers of a list, of which only the first or the last is told in full."""
    words = frozenset[str]().union(*(measure.words for measure in measures))
    unit = next((measure.unit for measure in reversed(measures) if measure.unit), "")
    tail = frozenset[str]().union(*(measure.tail for measure in measures))
    noun = frozenset[str]().union(*(measure.noun for measure in measures))
    return Measure(unit, words, any(measure.money for measure in measures), tail, noun)
