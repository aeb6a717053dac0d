"""Booking: limits and the purpose find their columns, and what is left over has its price."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from optimoot.agents.builtin.facts import Comparison, Linear
from optimoot.agents.builtin.units import dimension
from optimoot.agents.matching.columns import Column, affinity, nouns_of
from optimoot.agents.matching.flows import is_net
from optimoot.agents.matching.purpose import Purpose
from optimoot.agents.matching.spot import MONEY, Spot
from optimoot.agents.matching.words import GAINS
from optimoot.formulation import Sense
from optimoot.problem import NumberKind

_FITS: Final = 1.0
"""Affinity from which on a limit is at home in a column."""
_LEAST: Final = -1.0
"""Affinity below which it does not belong there at all."""
_UNUSED_COLUMN: Final = 1.2
_HOMELESS: Final = 1.6
_NO_PURPOSE: Final = 3.0
_WEAK_GOAL: Final = 0.8
_MISSING: Final = 0.25
_DIRECTION: Final = 0.35
_TWIN: Final = 0.5
_CLOSE: Final = 0.1
"""Affinities closer than this are a tie."""
_OF_GOAL: Final = 0.8
"""What a limit of the goal's own column lacks in plausibility."""
_SPENT: Final = 1.0
"""What speaks against so much money having to be spent where much is wanted."""
_OPPOSED: Final = 1.5
"""What speaks against a limit on figures that go opposite ways where it tells no net amount, and
against a net amount where none goes the other way."""
_NAMED: Final = 0.8
"""What a limit lacks as one on the number of things where it names what a column measures."""
_NET: Final = frozenset("profit margin".split())
_GROSS: Final = 0.5
"""What speaks against revenue as profit where costs are told."""
COUNT: Final = -1
"""Stands for the column of ones: the number of all items."""


@dataclass(frozen=True, slots=True)
class BookedLimit:
    """A limit, the column that it bounds (`COUNT`: the sum of the items), and its direction."""

    spot: Spot
    column: int
    comparison: Comparison


def is_content(limit: BookedLimit, column: Column) -> bool:
    """Whether a limit is one on the share in the whole: "no more than 18% sulphur"."""
    return column.percent and limit.spot.number.kind is NumberKind.PERCENT


@dataclass(frozen=True)
class Booking:
    """Where everything went.

    Attributes:
        goal: The objective, None where none was found.
        doubts: What speaks against this booking: a price, and why.
    """

    columns: tuple[Column, ...]
    limits: tuple[BookedLimit, ...] = ()
    bounds: tuple[tuple[Spot, tuple[int, ...], Comparison], ...] = ()
    purpose: Purpose | None = None
    goal: Linear | None = None
    goal_columns: tuple[int, ...] = ()
    doubts: tuple[tuple[float, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Goal:
    cost: float
    purpose: Purpose
    columns: tuple[int, ...]
    form: Linear


@dataclass(frozen=True)
class Desk:
    """What is to be booked.

    Attributes:
        bounds: Limits of single items or of some, with these items.
        bases: Stems of what the items are counted in.
        everything: How many items there are.
        absent: Stems of what something has none of.
        own: Those of the bases that the purpose does not speak of alone.
    """

    columns: tuple[Column, ...]
    limits: tuple[Spot, ...]
    bounds: tuple[tuple[Spot, tuple[int, ...]], ...]
    bases: frozenset[str]
    everything: int
    absent: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()


def book(desk: Desk, purposes: Sequence[Purpose]) -> Booking:
    """The cheapest booking."""
    ways = [_homes(desk, foreign=False)]
    if any(_is_foreign(limit, desk) for limit in desk.limits):
        ways.append(_homes(desk, foreign=True))
    best = Booking(desk.columns, doubts=((_NO_PURPOSE, "no objective was found"),))
    lowest = float("inf")
    for goal in sorted(_goals(desk, purposes), key=lambda goal: goal.cost):
        if goal.cost >= lowest:
            break
        for homes in ways:
            booking = _booked(desk, goal, homes)
            cost = sum(price for price, _ in booking.doubts)
            if cost < lowest - 1e-9:
                best, lowest = booking, cost
    return best


def _homes(desk: Desk, *, foreign: bool) -> list[tuple[int, int, float]]:
    """How well each limit would be at home in each column.

    Args:
        desk: What is to be booked.
        foreign: Whether limits that no column is measured like may count the items.
    """
    return [
        (index, place, _home(limit, desk, place, foreign=foreign))
        for index, limit in enumerate(desk.limits)
        for place in (*range(len(desk.columns)), COUNT)
    ]


def _goals(desk: Desk, purposes: Sequence[Purpose]) -> Iterator[_Goal]:
    """Every way in which a purpose may be meant, with its price."""
    columns, bases, everything = desk.columns, desk.bases, desk.everything
    has_costs = any(column.money and column.kind == "cost" for column in columns)
    for rank, purpose in enumerate(purposes[:4]):
        base = 0.5 * (1.0 - purpose.clear) + 0.15 * rank + (1.0 if purpose.odd else 0.0)
        counts = bool(purpose.items) or bool(purpose.heads & bases)
        for place, column in enumerate(columns):
            fit = _fit(purpose, column)
            if fit is not None:
                told = bool(purpose.heads & (column.nouns | column.verbs) - desk.own)
                told = told or bool(dimension(column.unit) and column.unit in purpose.units)
                told = told and not purpose.items
                if has_costs and column.kind == "revenue" and purpose.words & _NET:
                    fit = fit + _GROSS
                rival = 0.8 * (counts and not told)
                yield _Goal(base + fit + rival, purpose, (place,), column.total())
        yield from _margins(columns, purpose, base)
        items = purpose.items or tuple(range(everything))
        if counts:
            yield _Goal(base, purpose, (COUNT,), Linear.total(items))
        elif purpose.counting or not (purpose.gains or purpose.costs or purpose.units):
            told = any(purpose.words & column.nouns for column in columns)
            cost = 1.0 if not purpose.counting else 0.7 if told else 0.2
            yield _Goal(base + cost, purpose, (COUNT,), Linear.total(items))
        elif purpose.units:
            yield _Goal(base + 0.7, purpose, (COUNT,), Linear.total(tuple(range(everything))))


def _margins(columns: Sequence[Column], purpose: Purpose, base: float) -> Iterator[_Goal]:
    """Profit as revenue less cost."""
    if not purpose.gains:
        return
    for place, column in enumerate(columns):
        for other, expense in enumerate(columns):
            kinds = (column.kind, expense.kind)
            if kinds == ("revenue", "cost") and column.money and expense.money:
                form = column.total().minus(expense.total())
                yield _Goal(base + 0.2, purpose, (place, other), form)


def _fit(purpose: Purpose, column: Column) -> float | None:
    """What speaks against a purpose being a column's total; None where it cannot be."""
    shared = purpose.words & (column.nouns | column.words)
    if purpose.gains:
        if column.money:
            return {"profit": 0.0, "revenue": 0.1, "cost": 1.5}.get(column.kind, 0.2)
        if column.percent:
            return 0.2
        named = bool(shared & GAINS) and not column.signs
        return 0.1 if named else 0.5 if shared else 1.5
    if purpose.costs:
        if column.money:
            return {"profit": 1.5, "revenue": 0.8, "cost": 0.0}.get(column.kind, 0.2)
        return 0.4 if shared else 1.5
    if purpose.units and (column.unit in purpose.units or dimension(column.unit) in purpose.units):
        return 0.1 if shared or dimension(column.unit) == "time" else 0.3
    if purpose.words & column.nouns:
        return 0.0
    if shared:
        return 0.25
    return 1.0 if not purpose.counting else 1.5


def _booked(desk: Desk, goal: _Goal, homes: Sequence[tuple[int, int, float]]) -> Booking:
    doubts: list[tuple[float, str]] = []
    if goal.cost > 0.05:
        doubts.append((goal.cost, "the objective is not told clearly"))
    ranked = sorted(
        (
            (index, place, fit - (_OF_GOAL if place in goal.columns and place != COUNT else 0.0))
            for index, place, fit in homes
        ),
        key=lambda home: -home[2],
    )
    booked: dict[int, BookedLimit] = {}
    taken: set[tuple[int, Comparison]] = set()
    for index, place, fit in ranked:
        limit = desk.limits[index]
        if index in booked or fit < _LEAST:
            continue
        comparison, price = _direction(limit, goal.purpose.sense)
        if (place, comparison) in taken:
            continue
        taken.add((place, comparison))
        booked[index] = BookedLimit(limit, place, comparison)
        lack = 0.5 * max(0.0, _FITS - fit) + price
        if place != COUNT and bool(desk.columns[place].signs) is not is_net(limit):
            lack += _OPPOSED
        if place != COUNT and _has_twin(ranked, index, place, fit):
            lack += _TWIN
        if lack > 0.05:
            doubts.append((lack, f"{limit.number.text!r} may limit something else"))
    for index, limit in enumerate(desk.limits):
        if index not in booked:
            doubts.append((_HOMELESS, f"what {limit.number.text!r} limits was not understood"))
    used = {entry.column for entry in booked.values()} | set(goal.columns)
    doubts.extend(_left_over(desk, used, goal, tuple(booked.values())))
    placed = []
    for spot, items in desk.bounds:
        comparison, price = _direction(spot, goal.purpose.sense)
        if price:
            doubts.append((price, f"{spot.number.text!r} may be a least or a most"))
        placed.append((spot, items, comparison))
    return Booking(
        desk.columns,
        tuple(booked[index] for index in sorted(booked)),
        tuple(placed),
        goal.purpose,
        goal.form,
        goal.columns,
        tuple(doubts),
    )


def _has_twin(ranked: Sequence[tuple[int, int, float]], index: int, place: int, fit: float) -> bool:
    """Whether a limit would be as much at home in another column."""
    return any(
        other == index and there not in (place, COUNT) and abs(fit - its) < _CLOSE
        for other, there, its in ranked
    )


def _left_over(
    desk: Desk, used: set[int], goal: _Goal, booked: Sequence[BookedLimit]
) -> Iterator[tuple[float, str]]:
    for place, column in enumerate(desk.columns):
        first = next(iter(column.spots.values()))
        if place not in used:
            yield _UNUSED_COLUMN, f"{first.number.text!r} and its like are used for nothing"
        missing = desk.everything - len(column.spots)
        blended = any(is_content(limit, column) for limit in booked if limit.column == place)
        if missing and blended:
            yield _HOMELESS, f"not everything has a share like {first.number.text!r}"
        if column.is_uneven:
            yield _HOMELESS, f"figures like {first.number.text!r} may be in thousands, too"
        if missing and column.nouns & desk.absent:
            yield 0.1, f"an item without a figure like {first.number.text!r} was taken to have none"
        elif missing and len(column.spots) == 1 and not column.nouns:
            yield _MISSING + 0.5, f"{first.number.text!r} stands for one item only"
        elif missing:
            price = _WEAK_GOAL if place in goal.columns else _MISSING
            yield price, f"not every item has a figure like {first.number.text!r}"
        weak = 0.7 * (len(column.spots) - 1) - column.weight
        if weak > 0 and len({spot.number.id for spot in column.spots.values()}) > 1:
            yield 0.4 * weak, f"{first.number.text!r} and its like may not belong together"


def _home(limit: Spot, desk: Desk, place: int, *, foreign: bool) -> float:
    """How much speaks for a limit being one of a column."""
    return (
        _home_of_count(limit, desk, foreign=foreign)
        if place == COUNT
        else affinity(limit, desk.columns[place])
    )


def _home_of_count(limit: Spot, desk: Desk, *, foreign: bool) -> float:
    fit = 0.3 if limit.total else 0.0
    if limit.apiece:
        return fit + _FITS
    if limit.unit in desk.bases:
        fit += 1.0
    elif limit.after & desk.bases:
        fit += 0.8
    elif not limit.unit and not limit.after:
        fit += 0.4
    elif foreign and _is_foreign(limit, desk):
        fit += 0.5
    elif limit.unit == MONEY or dimension(limit.unit):
        fit -= 1.5
    else:
        fit -= 1.0
    if not limit.total and any(nouns_of(limit) & (c.nouns - desk.bases) for c in desk.columns):
        fit -= _NAMED  # tons of tin are none of the alloys
    return fit


def _is_foreign(limit: Spot, desk: Desk) -> bool:
    """Whether no column is measured like a limit, which then counts the items: "80 trees"."""
    if limit.unit == MONEY:
        return not any(column.money for column in desk.columns)
    if dimension(limit.unit):
        kind = dimension(limit.unit)
        return not any(dimension(column.unit) == kind for column in desk.columns)
    own = limit.after | {limit.unit}
    return not any(own & (column.nouns | column.words) for column in desk.columns)


def _direction(limit: Spot, sense: Sense) -> tuple[Comparison, float]:
    """Which way a limit binds, and what speaks against that."""
    if limit.comparison is not None:
        return limit.comparison, 0.0
    natural = Comparison.AT_MOST if sense is Sense.MAXIMIZE else Comparison.AT_LEAST
    if limit.supply > 0.5:
        return Comparison.AT_MOST, 0.0
    if limit.supply < -0.5:
        odd = limit.unit == MONEY and sense is Sense.MAXIMIZE
        return Comparison.AT_LEAST, _SPENT if odd else 0.0
    return natural, _DIRECTION if sense is Sense.MINIMIZE else _DIRECTION / 2
