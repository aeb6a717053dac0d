"""What figures of one sentence tell about each other: lists, ranges, and words said only once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.atoms import Clause
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.phrases import is_verb
from optimoot.agents.builtin.text import Kind
from optimoot.agents.matching.figure_lots import SIZES
from optimoot.agents.matching.spot import NEXT_BEST, Owner, Spot
from optimoot.problem import Number

_SUBJECTS: Final = frozenset("i we you he she they".split())
_SAME_LINK: Final = 7
"""Words after a joint where both figures follow the same preposition: "and painting time to 70"."""


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
                before=spot.before or _model_of(found, spot).before,
                verb=spot.verb or last.verb,
                unit=spot.unit or last.unit,
                comparison=last.comparison,
                strict=last.strict,
                supply=spot.supply or last.supply,
            )
        found.append(spot)
    return _told_back(clause, found)


def _model_of(found: Sequence[Spot], spot: Spot) -> Spot:
    """The figure whose words a figure without any goes by.

    Read "costs $4 to make a mug, which sells for $11, and $9 to make a vase": the first of the
    run of the item before, where that has more than one.
    """
    last = found[-1]
    if not spot.owners or not last.owners or spot.owners[0].items == last.owners[0].items:
        return last
    run = last
    for earlier in reversed(found):
        if not earlier.owners or earlier.owners[0].items != last.owners[0].items:
            break
        run = earlier
    return run


def _told_back(clause: Clause, spots: list[Spot]) -> list[Spot]:
    """Read "480 ounces of wax and 720 minutes of labor are available"."""
    for place in range(len(spots) - 2, -1, -1):
        spot, later = spots[place], spots[place + 1]
        if not (spot.unit or spot.after or spot.counted) and _is_range(clause, spot, later):
            spots[place] = replace(
                spot, unit=later.unit, after=later.after, counted=later.counted, owners=later.owners
            )
        alike = spot.comparison is None and later.comparison is None
        if not alike or not _goes_on(clause, spot, later):
            continue
        if abs(later.supply) > abs(spot.supply):
            spots[place] = spot = replace(spot, supply=later.supply)
        if not _is_owned(spot) and _is_owned(later) and not _names_item(clause, spot, later):
            spots[place] = replace(spot, owners=later.owners)
    return spots


def _is_owned(spot: Spot) -> bool:
    """Whether an item stands right behind a figure: "24 grams of protein in a scoop of X"."""
    return bool(spot.owners) and spot.owners[0].cost <= NEXT_BEST and spot.behind


def _names_item(clause: Clause, first: Spot, second: Spot) -> bool:
    return any(
        atom.role is Role.ITEM and first.place < atom.start < second.place for atom in clause.atoms
    )


def _is_range(clause: Clause, first: Spot, second: Spot) -> bool:
    """Read "no less than 2 and no more than 10 vans", "between 2 and 10 vans"."""
    between = clause.sentence.tokens[first.place + 1 : second.place]
    if not between or len(between) > 6 or between[0].text not in ("and", "but", "or", "to"):
        return False
    return first.comparison is not None and second.comparison is not None


def _goes_on(clause: Clause, first: Spot, second: Spot) -> bool:
    """Whether two figures are joined by "and" or a comma, with no verb between."""
    tokens = clause.sentence.tokens
    named = {
        place
        for atom in clause.atoms
        if atom.role is Role.ITEM
        for place in range(atom.start, atom.end)
    }
    between = range(first.place + 1, second.place)
    joints = [place for place in between if tokens[place].text in ("and", ",", "or")]
    same = first.place and tokens[first.place - 1].text == tokens[second.place - 1].text
    reach = _SAME_LINK if same and tokens[first.place - 1].text in lexicon.PREPOSITIONS else 3
    if not joints or (second.heads and _has_verb(clause, first.place)):
        return False
    gap = [place for place in range(joints[-1] + 1, second.place) if place not in named]
    if len(gap) >= reach:
        return False
    return not any(
        tokens[place].kind is Kind.WORD
        and (is_verb(tokens, place) or tokens[place].text in lexicon.AUXILIARIES | _SUBJECTS)
        for place in between
        if place not in named
    )


def _has_verb(clause: Clause, place: int) -> bool:
    """Whether the statement of a figure has its verb before it, so that another one is new."""
    tokens = clause.sentence.tokens
    return any(
        tokens[at].kind is Kind.WORD
        and (tokens[at].text in lexicon.AUXILIARIES or is_verb(tokens, at))
        for at in range(place)
    )


def in_lists(clause: Clause, spots: Sequence[Spot], everything: int) -> list[Spot]:
    """Figures in a row, as many as there are items, belong to these in order."""
    rows: list[list[int]] = []
    for index, spot in enumerate(spots):
        last = spots[rows[-1][-1]] if rows else None
        if (
            last is not None
            and _adjacent(clause, last, spot)
            and _alike(clause, spots, rows[-1], spot)
        ):
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
        shared_size = _shared_magnitude([spots[index].number for index in row])
        for index, item in zip(row, order, strict=True):
            shared = replace(
                result[index],
                owners=(Owner((item,), 0.0),),
                unit=result[index].unit or tail.unit,
                after=result[index].after | tail.after,
                before=result[index].before or spots[row[0]].before,
                counted=(),
                row=True,
                scale=result[index].scale * (1.0 if index == row[-1] else shared_size),
            )
            result[index] = shared
    return result


def _alike(clause: Clause, spots: Sequence[Spot], row: Sequence[int], spot: Spot) -> bool:
    """Whether a figure goes on a row as the others do.

    The 400 of "3, 2 and 5 days, and 400" does not.
    """
    if len(row) < 2:
        return True
    return _names_between(clause, spots[row[-1]], spot) == _names_between(
        clause, spots[row[-2]], spots[row[-1]]
    )


def _names_between(clause: Clause, first: Spot, second: Spot) -> bool:
    """Whether a word tells what the first of two neighbouring figures counts."""
    between = clause.sentence.tokens[first.place + 1 : second.place]
    return any(token.text not in (",", "and", "or", "of", "the") for token in between)


def _shared_magnitude(numbers: Sequence[Number]) -> float:
    """The magnitude that the last of a list tells for all: "2, 3 and 4 thousand"; or 1.

    In "400, 900 and 1 thousand" it is the last one's alone: the others are like 1,000.
    """
    told = [SIZES.get(number.text.lower().split()[-1], 1.0) for number in numbers]
    if told[-1] == 1.0 or any(size != 1.0 for size in told[:-1]):
        return 1.0
    bare = numbers[-1].value / told[-1]
    most = max(number.value for number in numbers[:-1])
    return told[-1] if most < bare * math.sqrt(told[-1]) else 1.0


def _adjacent(clause: Clause, first: Spot, second: Spot) -> bool:
    between = clause.sentence.tokens[first.place + 1 : second.place]
    loose = [t for t in between if t.text not in (",", "and", "or", "of", "the")]
    if first.single or any(t.text in lexicon.VERBS for t in loose):
        return False
    if any(a.role is Role.ITEM and first.place < a.start < second.place for a in clause.atoms):
        return False
    return len(between) > 0 and len(loose) <= 2 and all(t.kind is Kind.WORD for t in loose)


def _named_in_order(clause: Clause, everything: int) -> tuple[int, ...]:
    """The items that the sentence lists, else all in the order of the cast; none of just one."""
    named = tuple(
        dict.fromkeys(
            atom.items[0]
            for atom in clause.atoms
            if atom.role is Role.ITEM and len(atom.items) == 1
        )
    )
    return named or tuple(range(everything))
