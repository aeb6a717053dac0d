"""Columns: figures of different items that measure the same thing, matched as a whole.

For each pair of items every pairing of their figures is weighed and the best pairing wins, so that
a figure whose own words say little ("and 5 for a shelf") goes where the others leave a place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from typing import Final

from optimoot.agents.builtin.facts import Linear, Term, quantity
from optimoot.agents.builtin.text import stem
from optimoot.agents.builtin.units import conversion, dimension
from optimoot.agents.matching.figure_lots import SIZES
from optimoot.agents.matching.flows import signs
from optimoot.agents.matching.people import room
from optimoot.agents.matching.spot import MONEY, Spot
from optimoot.agents.matching.words import COST, EITHER, PROFIT, REVENUE
from optimoot.problem import NumberKind

_JOIN: Final = 0.3
"""Kinship below which two figures do not share a column."""
_SYNONYM: Final = 0.4
"""What verbs of one meaning add to a kinship: "seats 48", "holds 70"."""
_ALIKE: Final = tuple(
    frozenset(stem(verb) for verb in verbs.split())
    for verbs in (
        "seat hold carry take accommodate transport fit sleep lift move manage bring handle",
        "reach attract draw see serve",
        "need require take use consume call occupy",
    )
)
"""Verbs of one meaning, by stem."""
_NEAR: Final = {0: 0.3, 1: 0.25, -1: 0.1}
"""What it adds to an affinity that all figures of a column stand in the sentence of a limit, in the
next or in the one before."""
_TAIL: Final = 0.3
"""What a word further on adds to an affinity."""
_MOST_PERMUTED: Final = 4
"""Beyond this many the pairing is greedy; all pairings of 4 with 4 are 1,680."""


@dataclass(frozen=True)
class Column:
    """Figures of one measure, at most one an item.

    Attributes:
        spots: By item.
        unit: Unit of the first figure that has one.
        signs: Of the figures, by item, where some go the other way: "beans return 4".
        weight: Sum of the kinships by which it was put together, over the joins.
    """

    spots: Mapping[int, Spot]
    weight: float = 0.0
    unit: str = ""
    nouns: frozenset[str] = field(default=frozenset())
    words: frozenset[str] = field(default=frozenset())
    signs: Mapping[int, float] = field(default_factory=dict)

    @staticmethod
    def of(spots: Mapping[int, Spot], weight: float = 0.0) -> Column:
        """A column of these figures."""
        values = list(spots.values())
        return Column(
            dict(sorted(spots.items())),
            weight,
            unit=next((spot.unit for spot in values if spot.unit), ""),
            nouns=frozenset(word for spot in values for word in nouns_of(spot)),
            words=frozenset(word for spot in values for word in spot.words),
            signs=signs(spots),
        )

    @property
    def tails(self) -> frozenset[str]:
        """Stems further behind its figures, in their statements."""
        return frozenset(word for spot in self.spots.values() for word in spot.tail)

    @property
    def verbs(self) -> frozenset[str]:
        """Stems of the verbs right before its figures."""
        return frozenset(spot.verb for spot in self.spots.values()) - {""}

    @property
    def money(self) -> bool:
        """Whether it is an amount of money."""
        return self.unit == MONEY

    @property
    def is_uneven(self) -> bool:
        """Whether some figures are told in thousands, and others may be: "40 thousand … 55"."""
        told = [s for s in self.spots.values() if s.number.text.lower().split()[-1] in SIZES]
        bare = [s for s in self.spots.values() if s not in told and s.scale == 1.0]
        sizes = [SIZES[s.number.text.lower().split()[-1]] for s in told]
        return any(s.number.value < max(sizes) for s in bare) if told else False

    @property
    def percent(self) -> bool:
        """Whether its figures are percentages."""
        return all(spot.number.kind is NumberKind.PERCENT for spot in self.spots.values())

    @property
    def kind(self) -> str:
        """What kind of money it is: "profit", "revenue", "cost", or empty."""
        return money_kind(self.words)

    def total(self, unit: str = "") -> Linear:
        """The total over the items, in `unit` where that can be converted to."""
        terms = []
        for item, spot in self.spots.items():
            factor = (conversion(spot.unit, unit or self.unit) or 1.0) * spot.scale
            factor *= self.signs.get(item, 1.0)
            terms.append(Term(quantity(spot.number).scaled(factor), item))
        return Linear(tuple(terms))


def money_kind(words: frozenset[str]) -> str:
    """Profit, revenue or cost, by the words around an amount of money; empty if none tells."""
    if words & PROFIT:
        return "profit"
    if words & (REVENUE - COST):
        return "revenue"
    if words & (COST - EITHER):
        return "cost"
    return "revenue" if words & (REVENUE - EITHER) else ""


def nouns_of(spot: Spot) -> frozenset[str]:
    """Stems that tell what a figure measures, its unit of measurement aside."""
    counted = spot.unit and spot.unit != MONEY and not dimension(spot.unit)
    return spot.after | (frozenset([spot.unit]) if counted else frozenset())


def kinship(one: Spot, other: Spot, named: frozenset[str] = frozenset()) -> float:
    """How much speaks for two figures measuring the same thing; negative: against.

    Args:
        one: A figure.
        other: Another.
        named: Stems of what limits and the purpose speak of: things that are told apart.
    """
    score = 0.0
    if one.unit and other.unit:
        if one.unit == other.unit:
            score += 1.2
        elif dimension(one.unit) and dimension(one.unit) == dimension(other.unit):
            score += 0.8
        elif MONEY in (one.unit, other.unit) or (dimension(one.unit) and dimension(other.unit)):
            return -3.0
        elif not (one.verb and one.verb == other.verb) or (
            (nouns_of(one) | nouns_of(other)) & named
        ):
            score -= 1.0  # not "reaches 9,000 listeners" and "reaches 4,000 readers"
    elif one.unit or other.unit:
        score -= 0.2 if MONEY not in (one.unit, other.unit) else 1.5
    kinds = (one.number.kind is NumberKind.PERCENT, other.number.kind is NumberKind.PERCENT)
    if kinds[0] != kinds[1]:
        score -= 1.5
    if one.unit == other.unit == MONEY:
        first, second = money_kind(one.words), money_kind(other.words)
        if first and second:
            score += 1.0 if first == second else -2.0
    mine, theirs = nouns_of(one), nouns_of(other)
    if mine and theirs:
        shared = len(mine & theirs) / len(mine | theirs)
        done = one.verb and one.verb == other.verb and not (mine | theirs) & named
        score += 1.2 * shared if shared else 0.0 if done else -1.0
    if one.verb and one.verb == other.verb:
        score += 0.5
    elif any(one.verb in verbs and other.verb in verbs for verbs in _ALIKE):
        score += _SYNONYM
    if one.tail and one.tail == other.tail:
        score += 0.3
    if one.before and other.before:
        shared = len(one.before & other.before) / len(one.before | other.before)
        score += 0.8 * shared
    return score


def build_columns(
    rates: Iterable[tuple[Spot, tuple[int, ...]]], named: frozenset[str] = frozenset()
) -> tuple[Column, ...]:
    """Columns from figures with their items; for `named` see `kinship`."""
    by_item: dict[int, list[Spot]] = {}
    shared: list[tuple[Spot, tuple[int, ...]]] = []
    for spot, items in rates:
        if len(items) == 1:
            by_item.setdefault(items[0], []).append(spot)
        else:
            shared.append((spot, items))
    columns: list[dict[int, Spot]] = []
    weights: list[float] = []
    for item in sorted(by_item, key=lambda item: (-len(by_item[item]), item)):
        spots = by_item[item]
        pairing = _pairing(spots, columns, named)
        for spot, (place, weight) in zip(spots, pairing, strict=True):
            if place is None:
                columns.append({item: spot})
                weights.append(0.0)
            else:
                columns[place][item] = spot
                weights[place] += weight
    for spot, items in shared:
        columns.append(dict.fromkeys(items, spot))
        weights.append(0.0)
    return tuple(Column.of(c, w) for c, w in zip(columns, weights, strict=True))


def _pairing(
    spots: Sequence[Spot], columns: Sequence[Mapping[int, Spot]], named: frozenset[str]
) -> list[tuple[int | None, float]]:
    """For each figure of an item the column that it joins, or None for a column of its own."""
    table = [
        [_fit(spot, column, row, place, named) for place, column in enumerate(columns)]
        for row, spot in enumerate(spots)
    ]
    if len(columns) > _MOST_PERMUTED or len(spots) > _MOST_PERMUTED:
        return _greedy(table)
    best: list[tuple[int | None, float]] = [(None, 0.0)] * len(spots)
    best_score = 0.0
    places = [*range(len(columns)), *[None] * len(spots)]
    for chosen in set(permutations(places, len(spots))):
        score = 0.0
        found: list[tuple[int | None, float]] = []
        for row, place in enumerate(chosen):
            weight = table[row][place] if place is not None else 0.0
            if place is not None and weight < _JOIN:
                break
            score += weight
            found.append((place, weight))
        else:
            if score > best_score:
                best, best_score = found, score
    return best


def _greedy(table: Sequence[Sequence[float]]) -> list[tuple[int | None, float]]:
    ranked = sorted(
        (
            (weight, row, place)
            for row, line in enumerate(table)
            for place, weight in enumerate(line)
        ),
        reverse=True,
    )
    found: list[tuple[int | None, float]] = [(None, 0.0)] * len(table)
    taken: set[int] = set()
    for weight, row, place in ranked:
        if weight >= _JOIN and found[row][0] is None and place not in taken:
            found[row] = (place, weight)
            taken.add(place)
    return found


def _fit(
    spot: Spot, column: Mapping[int, Spot], row: int, place: int, named: frozenset[str]
) -> float:
    best = max(kinship(spot, other, named) for other in column.values())
    return best + (0.1 if row == place else 0.0)


def affinity(spot: Spot, column: Column, goal: bool = False) -> float:
    """How much speaks for a limit being one on a column's total; negative: against."""
    score = 0.0
    if column.percent and spot.unit != MONEY:
        score += 0.3  # "40 litres of acid" from solutions of 30% acid
    elif spot.unit and column.unit:
        if spot.unit == column.unit:
            score += 1.2
        elif dimension(spot.unit) and dimension(spot.unit) == dimension(column.unit):
            score += 0.9
        elif MONEY in (spot.unit, column.unit) or (dimension(spot.unit) and dimension(column.unit)):
            return -3.0
        else:
            score -= 0.3
    if column.percent and spot.unit == MONEY:
        score -= 0.5
    if column.money and spot.unit == MONEY:
        kind = column.kind
        told = money_kind(spot.words)
        if kind == "cost":
            score += 0.6
        elif kind in ("profit", "revenue"):
            score += 0.6 if told == kind else -0.8
    mine, theirs = nouns_of(spot) | spot.before, column.nouns
    shared = mine & theirs
    if shared:
        score += 1.0 + 0.5 * len(shared) / len(theirs)
        if theirs - mine and nouns_of(spot) - theirs:
            score -= 0.5
    elif nouns_of(spot) and theirs and not goal and not nouns_of(spot) & column.tails:
        score -= 0.4
    elif spot.words & column.words:
        score += 0.4
    elif mine & column.tails:
        score += 0.8 if nouns_of(spot) & column.tails else 0.4  # "4 minutes to clean": "cleaning"
    score += _TAIL if (spot.tail - mine) & theirs else 0.0
    return score + _nearness(spot, column) + room(spot, column.nouns, column.verbs)


def _nearness(spot: Spot, column: Column) -> float:
    """What it says for a limit that all figures of a column stand beside it."""
    places = {other.sentence for other in column.spots.values()}
    if len(places) > 1 or len(column.spots) == 1:
        return 0.0
    return _NEAR.get(min(places) - spot.sentence, 0.0)
