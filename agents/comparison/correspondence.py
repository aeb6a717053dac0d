"""Which variable of one model is which of another, when names, order and figures may differ.

Columns that play the same part (equal colours, see `fingerprint`) go together first; the others by
their names and indices, their figures and what they stand together with.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from rapidfuzz import fuzz

from optimoot.agents.comparison.fingerprint import column_colours
from optimoot.agents.comparison.normal_form import goal_terms, normal_rows, rounded
from optimoot.coefficients import Coefficients, Column

_LEAST = 0.35
"""Likeness below which two columns are held for different things."""
_UNNAMED = 0.9
"""What figures alone weigh: names that say nothing do not keep columns apart."""
_MOST_PAIRS = 250_000
"""Pairs of columns up to which likeness is worked out; larger models are matched by name alone."""


Figures = Counter[tuple[str, float]]


def correspondence(first: Coefficients, second: Coefficients) -> dict[int, int]:
    """For columns of the first model their counterparts in the second; each at most once."""
    places = _by_colour(first, second)
    rest_first = [i for i in range(len(first.columns)) if i not in places]
    taken = set(places.values())
    rest_second = [j for j in range(len(second.columns)) if j not in taken]
    if len(rest_first) * len(rest_second) > _MOST_PAIRS:
        return places | _by_name(first, second, rest_first, rest_second)
    figures = [_figures(model) for model in (first, second)]
    likeness = sorted(
        (
            (_likeness(first.columns[i], second.columns[j], figures[0][i], figures[1][j]), -i, -j)
            for i in rest_first
            for j in rest_second
        ),
        reverse=True,
    )
    for value, i, j in likeness:
        if value < _LEAST:
            break
        if -i not in places and -j not in taken:
            places[-i] = -j
            taken.add(-j)
    return places | _left_over(first, second, places)


def _left_over(first: Coefficients, second: Coefficients, places: dict[int, int]) -> dict[int, int]:
    """Columns of one kind that are worth the same in the goal, and then the last of each side."""
    taken = set(places.values())
    ours = [i for i in range(len(first.columns)) if i not in places]
    theirs = [j for j in range(len(second.columns)) if j not in taken]
    found: dict[int, int] = {}
    for place in ours:
        if not (worth := abs(first.columns[place].objective)):
            continue
        alike = [i for i in ours if _is_worth(first.columns[i], worth)]
        others = [j for j in theirs if _is_worth(second.columns[j], worth)]
        if len(alike) == len(others) == 1:
            found |= _if_of_one_kind(first, second, place, others[0])
    ours = [i for i in ours if i not in found]
    theirs = [j for j in theirs if j not in found.values()]
    if len(ours) == len(theirs) == 1:
        figures = _figures(first)[ours[0]] & _figures(second)[theirs[0]]
        if figures:  # what stands in a row with the same figure is the same, whole or not
            return found | {ours[0]: theirs[0]}
        found |= _if_of_one_kind(first, second, ours[0], theirs[0])
    return found


def _is_worth(column: Column, worth: float) -> bool:
    return rounded(abs(column.objective)) == rounded(worth)


def _if_of_one_kind(
    first: Coefficients, second: Coefficients, place: int, other: int
) -> dict[int, int]:
    is_alike = first.columns[place].domain is second.columns[other].domain
    return {place: other} if is_alike else {}


def _by_colour(first: Coefficients, second: Coefficients) -> dict[int, int]:
    """Columns of one colour, where both models have it once, or by name within it."""
    groups: tuple[dict[str, list[int]], ...] = (defaultdict(list), defaultdict(list))
    for model, group in zip((first, second), groups, strict=True):
        for place, colour in enumerate(column_colours(model)):
            group[colour].append(place)
    places: dict[int, int] = {}
    for colour, ours in groups[0].items():
        theirs = groups[1].get(colour, [])
        if len(ours) == len(theirs) == 1:
            places[ours[0]] = theirs[0]
        elif len(ours) == len(theirs):
            places |= _by_name(first, second, ours, theirs)
    return places


def _by_name(
    first: Coefficients, second: Coefficients, ours: list[int], theirs: list[int]
) -> dict[int, int]:
    names = {_told(second.columns[place]): place for place in theirs}
    found = {}
    for place in ours:
        other = names.pop(_told(first.columns[place]), None)
        if other is not None:
            found[place] = other
    return found


def _likeness(one: Column, other: Column, ours: Figures, theirs: Figures) -> float:
    """0 to 1: by names and indices and by the figures before the columns, or by these alone."""
    named = fuzz.token_set_ratio(_told(one), _told(other)) / 100
    if one.index and one.index == other.index:
        named = 0.5 + named / 2
    shared = (ours & theirs).total()
    either = (ours | theirs).total()
    figured = shared / either if either else 1.0
    return max(0.5 * named + 0.5 * figured, _UNNAMED * figured)


def _figures(model: Coefficients) -> list[Figures]:
    """By column, the figures that stand before it: as they are in the goal, in parts of their row.

    The greatest figure of a row counts as 1, so that scaled rows are alike; signs do not count.
    """
    found: list[Figures] = [Counter() for _ in model.columns]
    for places, value in goal_terms(model).items():
        for place in places:
            found[place]["goal", rounded(abs(value))] += 1
    for row in normal_rows(model):
        for places, value in row.terms:
            for place in places:
                if not row.is_bound:
                    found[place]["row", rounded(abs(value))] += 1
    return found


def _told(column: Column) -> str:
    parts = [column.name, *(str(part) for part in column.index)]
    return " ".join(parts).replace("_", " ").casefold()
