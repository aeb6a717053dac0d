"""What figures of one sentence tell about each other: lists, ranges, and words said only once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.phrases import is_verb
from optimoot.agents.builtin.tagging import Clause
from optimoot.agents.builtin.text import Kind
from optimoot.agents.matching.spot import Owner, Spot


def inherited(clause: Clause, spots: Sequence[Spot]) -> list[Spot]:
    """Spots with no verb of their own take what stands before the one before them.

    Read "takes 3 hours for a desk and 5 hours for a shelf", "at least 20 grams of protein and 6
    grams of fiber".
    """
    found: list[Spot] = []
    for spot in spots:
        last = found[-1] if found else None
        if last is not None and spot.comparison is None and _goes_on(clause, last, spot):
            spot = replace(
                spot,
                before=spot.before or last.before,
                unit=spot.unit or last.unit,
                comparison=last.comparison,
                strict=last.strict,
                supply=spot.supply or last.supply,
            )
        found.append(spot)
    return _told_back(clause, found)


def _told_back(clause: Clause, spots: list[Spot]) -> list[Spot]:
    """Read "480 ounces of wax and 720 minutes of labor are available"."""
    for place in range(len(spots) - 2, -1, -1):
        spot, later = spots[place], spots[place + 1]
        if not (spot.unit or spot.after or spot.counted) and _is_range(clause, spot, later):
            spots[place] = replace(
                spot, unit=later.unit, after=later.after, counted=later.counted, owners=later.owners
            )
        alike = spot.comparison is None and later.comparison is None
        if alike and _goes_on(clause, spot, later) and abs(later.supply) > abs(spot.supply):
            spots[place] = replace(spot, supply=later.supply)
    return spots


def _is_range(clause: Clause, first: Spot, second: Spot) -> bool:
    """Read "no less than 2 and no more than 10 vans", "between 2 and 10 vans"."""
    between = clause.sentence.tokens[first.place + 1 : second.place]
    if not between or len(between) > 6 or between[0].text not in ("and", "but", "or", "to"):
        return False
    return first.comparison is not None and second.comparison is not None


def _goes_on(clause: Clause, first: Spot, second: Spot) -> bool:
    """Whether two figures are joined by "and" or a comma, with no verb between."""
    tokens = clause.sentence.tokens
    between = range(first.place + 1, second.place)
    joints = [place for place in between if tokens[place].text in ("and", ",", "or")]
    if not joints or joints[-1] < second.place - 3:
        return False
    return not any(
        tokens[place].kind is Kind.WORD
        and (is_verb(tokens, place) or tokens[place].text in lexicon.AUXILIARIES)
        for place in between
    )


def in_lists(clause: Clause, spots: Sequence[Spot], everything: int) -> list[Spot]:
    """Figures in a row, as many as there are items, belong to these in order."""
    rows: list[list[int]] = []
    for index, spot in enumerate(spots):
        last = spots[rows[-1][-1]] if rows else None
        if last is not None and _adjacent(clause, last, spot):
            rows[-1].append(index)
        else:
            rows.append([index])
    result = list(spots)
    says = any(atom.role is Role.RESPECTIVELY for atom in clause.atoms)
    for row in rows:
        order = _named_in_order(clause, everything)
        if len(row) != len(order) or len(row) < 2 or not (says or len(row) > 2):
            continue
        tail = spots[row[-1]]
        for index, item in zip(row, order, strict=True):
            shared = replace(
                result[index],
                owners=(Owner((item,), 0.0),),
                unit=result[index].unit or tail.unit,
                after=result[index].after | tail.after,
                before=result[index].before or spots[row[0]].before,
                counted=(),
            )
            result[index] = shared
    return result


def _adjacent(clause: Clause, first: Spot, second: Spot) -> bool:
    between = clause.sentence.tokens[first.place + 1 : second.place]
    loose = [t for t in between if t.text not in (",", "and", "or", "of", "the")]
    return len(between) > 0 and len(loose) <= 2 and all(t.kind is Kind.WORD for t in loose)


def _named_in_order(clause: Clause, everything: int) -> tuple[int, ...]:
    """The items that the sentence lists, else all in the order of the cast."""
    named = tuple(
        dict.fromkeys(
            atom.items[0]
            for atom in clause.atoms
            if atom.role is Role.ITEM and len(atom.items) == 1
        )
    )
    return named if len(named) > 1 else tuple(range(everything))
