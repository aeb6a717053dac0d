"""A list of numbers beside a list of items: "X and Y cost 5 and 10 respectively"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.atoms import Atom
from optimoot.agents.builtin.clauses.rate_segments import (
    Segment,
    measure_at,
    quantity_of,
    shared_measure,
)
from optimoot.agents.builtin.facts import Rate
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.text import Token
from optimoot.number_words import MAGNITUDES


def parallel_lists(segment: Segment, numbers: list[int], everything: int) -> tuple[Rate, ...]:
    """Read a list of numbers beside a list of as many items, in their order."""
    marks = segment.marks
    runs = [run for run in _runs(marks, Role.NUMBER) if len(run) > 1 and set(run) <= set(numbers)]
    if len(runs) != 1:
        return ()
    run = runs[0]
    if not all(_is_bare(segment.gap(place)) for place in run[:-1]):
        return ()
    items = next(
        (
            [marks[place].items[0] for place in found]
            for found in _runs(marks, Role.ITEM)
            if len(found) == len(run)
        ),
        None,
    )
    if items is None and len(run) == everything and not any(m.role is Role.ITEM for m in marks):
        items = list(range(everything))
    if items is None or len(set(items)) < len(items):
        return ()
    magnitude = _shared_magnitude([marks[place] for place in run])
    measures = [measure_at(segment, place) for place in run]
    shared = shared_measure(measures)
    return tuple(
        Rate(
            item,
            quantity_of(marks[place]).scaled(magnitude if place != run[-1] else 1.0),
            shared,
            segment.clause.sentence.index,
        )
        for item, place in zip(items, run, strict=True)
    )


def _runs(marks: Sequence[Atom], role: Role) -> Iterator[list[int]]:
    """Runs of marks of one role with only commas and "and" between them."""
    run: list[int] = []
    for place, mark in enumerate(marks):
        if mark.role is role:
            run.append(place)
        elif mark.role not in (Role.AND, Role.COMMA) and run:
            yield run
            run = []
    if run:
        yield run


def _shared_magnitude(run: Sequence[Atom]) -> float:
    """The magnitude that the last of a list tells for all: "2, 3 and 4 thousand"; or 1."""
    texts = [mark.number.text.lower().split() for mark in run if mark.number is not None]
    told = [[word for word in words if word in MAGNITUDES] for words in texts]
    alone = bool(told[-1]) and not any(told[:-1])
    return float(MAGNITUDES[told[-1][0]]) if alone else 1.0


def _is_bare(gap: Sequence[Token]) -> bool:
    """Whether nothing but units and currency stand between two numbers of a list."""
    return len(gap) <= 3 and not any(
        token.text in lexicon.VERBS or token.text in lexicon.PREPOSITIONS for token in gap
    )
