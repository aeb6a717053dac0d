"""The search: roles for all figures at once, at the least total of what speaks against them.

Every figure may be a rate of an item, a limit of a total, a bound of an item, or idle ("two kinds
of"). Each role has a price by the figure's own surroundings; a choice for all figures has a price
by what it leaves over: rates that nothing limits and no purpose asks for, limits of nothing, items
without a rate. The cheapest choice is the reading, and its price tells how far it is to be trusted.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from optimoot.agents.builtin.atoms import Clause
from optimoot.agents.builtin.items import Cast
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.units import is_unit
from optimoot.agents.matching.bases import absent
from optimoot.agents.matching.booking import Booking, Desk, book
from optimoot.agents.matching.columns import Column, build_columns, nouns_of
from optimoot.agents.matching.purpose import Purpose
from optimoot.agents.matching.relations import Comparing
from optimoot.agents.matching.spot import MONEY, Spot
from optimoot.problem import NumberKind

_CHOICES: Final = 60
"""How many choices of roles are weighed at most."""
_NEEDS: Final = frozenset("need requir call ask".split())
_PLAIN_SUPPLY: Final = 0.9
"""Supply from which on words leave no doubt that so much is there."""
_SOME_SUPPLY: Final = 0.5
_OF_BASE: Final = 0.4
"""Price of a limit in what the items are counted in where no word of supply stands by."""
_SCENERY: Final = 0.1
"""Price of a figure that only tells of the place, and is no data."""
_IN_ROW: Final = 0.05
"""Price of a rate in a row of them beside words of supply or demand."""
_BARE: Final = 0.2
"""Price of a rate of which nothing tells what it measures; half of it behind a verb."""
_READY: Final = 0.15
"""Price of a bound by so many that are there: "seven coaches are on offer"."""
_NOT_OF_ALL: Final = 1.2
"""Price of a limit of the total where the words bound each one."""
_WORTH: Final = 1.0
"""Roles dearer than the cheapest by more than this are not tried."""


class Part(StrEnum):
    """What a figure does."""

    RATE = "rate"
    LIMIT = "limit"
    BOUND = "bound"
    EACH = "bound of each"
    IDLE = "idle"
    RELATION = "relation"


@dataclass(frozen=True, slots=True)
class Option:
    """A role that a figure may have, and what speaks against it."""

    cost: float
    part: Part
    items: tuple[int, ...] = ()


@dataclass(frozen=True)
class Choice:
    """Roles for all figures, what they come to, and their price."""

    options: tuple[Option, ...]
    booking: Booking
    cost: float
    doubts: tuple[tuple[float, str], ...] = field(default=())


def search(
    spots: Sequence[Spot],
    comparing: Comparing,
    purposes: Sequence[Purpose],
    cast: Cast,
    bases: frozenset[str],
    counted: frozenset[str],
    clauses: Sequence[Clause],
) -> Choice:
    """The cheapest choice of roles."""
    everything = len(cast.items)
    nouns = (bases - _told_units(spots)) | cast.family
    tables = [_options(spot, comparing, cast, nouns, counted, clauses) for spot in spots]
    lacking = absent(clauses)
    named = frozenset(word for purpose in purposes[:1] for word in purpose.words)
    named |= frozenset(
        word
        for spot, options in zip(spots, tables, strict=True)
        if options[0].part is Part.LIMIT
        for word in nouns_of(spot)
    )
    best = Choice((), Booking(()), float("inf"))
    seen: dict[tuple[tuple[str, tuple[int, ...]], ...], tuple[Column, ...]] = {}
    for cost, chosen in _choices(tables):
        if cost >= best.cost:
            break
        rates = [
            (spot, option.items)
            for spot, option in zip(spots, chosen, strict=True)
            if option.part is Part.RATE
        ]
        key = tuple((spot.number.id, items) for spot, items in rates)
        if key not in seen:
            seen[key] = build_columns(rates, named)
        limits = tuple(s for s, o in zip(spots, chosen, strict=True) if o.part is Part.LIMIT)
        bounds = tuple(
            (spot, items)
            for spot, option in zip(spots, chosen, strict=True)
            for items in _bounded(option, everything)
        )
        desk = Desk(seen[key], limits, bounds, nouns | counted, everything, lacking, nouns)
        booking = book(desk, purposes)
        total = cost + sum(price for price, _ in booking.doubts)
        if total < best.cost - 1e-9:
            doubts = [
                (option.cost, f"{spot.number.text!r} was taken for a {option.part.value}")
                for spot, option in zip(spots, chosen, strict=True)
                if option.cost > 0.3
            ]
            best = Choice(chosen, booking, total, (*booking.doubts, *doubts))
    return best


def _bounded(option: Option, everything: int) -> tuple[tuple[int, ...], ...]:
    """The groups of items that an option bounds."""
    if option.part is Part.EACH:
        return tuple((item,) for item in range(everything))
    return (option.items,) if option.part is Part.BOUND else ()


def _told_units(spots: Sequence[Spot]) -> frozenset[str]:
    """Nouns that the items do something to so many of: "a spot reaches 1,900 people"."""
    done = (s for s in spots if s.verb and s.verb != "have")
    told = (s for s in done if s.told or (s.comparison is None and s.owners and not s.behind))
    return frozenset(s.unit for s in told) - {""}


def _choices(tables: Sequence[Sequence[Option]]) -> Iterator[tuple[float, tuple[Option, ...]]]:
    """Choices in the order of the sum of their prices, at most `_CHOICES`."""
    start = tuple(0 for _ in tables)
    queue = [(sum(options[0].cost for options in tables), start)]
    known = {start}
    given = 0
    while queue and given < _CHOICES:
        cost, places = heapq.heappop(queue)
        yield cost, tuple(options[place] for options, place in zip(tables, places, strict=True))
        given += 1
        for index, options in enumerate(tables):
            place = places[index] + 1
            if place >= len(options):
                continue
            following = (*places[:index], place, *places[index + 1 :])
            if following not in known:
                known.add(following)
                step = options[place].cost - options[place - 1].cost
                heapq.heappush(queue, (cost + step, following))


def _options(
    spot: Spot,
    comparing: Comparing,
    cast: Cast,
    own: frozenset[str],
    counted: frozenset[str],
    clauses: Sequence[Clause],
) -> list[Option]:
    """Roles of one figure, the cheapest first."""
    bases = own | counted
    if spot.number.id in comparing.numbers:
        return [Option(0.0, Part.RELATION)]
    if spot.single or spot.lot or _only_describes(spot, clauses):
        return [Option(0.01, Part.IDLE)]
    scenery = _is_scenery(spot, cast, clauses)
    idle = Option(_SCENERY, Part.IDLE) if scenery else _idle(spot, cast)
    found = [*_rates(spot, own), _limit(spot, bases), *_bounds(spot, bases), idle]
    found.sort(key=lambda option: option.cost)
    return [option for option in found if option.cost <= found[0].cost + _WORTH]


def _only_describes(spot: Spot, clauses: Sequence[Clause]) -> bool:
    """Whether the tagger took the figure for a description ("two kinds", "one of each")."""
    clause = next(c for c in clauses if c.sentence.index == spot.sentence)
    own = (atom for atom in clause.atoms if atom.number is not None and atom.start == spot.place)
    return any(atom.role is not Role.NUMBER for atom in own)


def _is_scenery(spot: Spot, cast: Cast, clauses: Sequence[Clause]) -> bool:
    """Whether a figure in words counts what nothing else speaks of: "between two rivers"."""
    if not spot.number.text.isalpha() or spot.comparison is not None or spot.unit == MONEY:
        return False
    if not spot.unit or is_unit(spot.unit) or abs(spot.supply) > _SOME_SUPPLY:
        return False
    own = cast.family | {word for item in cast.items for word in item.phrase}
    told = [t.stem for c in clauses for t in c.sentence.tokens].count(spot.unit)
    clause = next(c for c in clauses if c.sentence.index == spot.sentence)
    named = any(atom.role is Role.ITEM for atom in clause.atoms)
    return told == 1 and spot.unit not in own and not named


def _rates(spot: Spot, bases: frozenset[str]) -> Iterator[Option]:
    for owner in spot.owners:
        cost = owner.cost
        if spot.unit in bases and spot.unit != MONEY and not is_unit(spot.unit):
            cost += 0.9  # "evening trains have 140 seats left" where seats are what is sought
        if spot.comparison is not None:
            cost += 1.4
        if spot.parted:
            cost += 0.8
        if spot.counted:
            cost += 0.8
        plain = spot.told or spot.spread or spot.verb in _NEEDS
        if abs(spot.supply) > 0.5 and not plain:
            cost += 0.3 if not spot.row else _IN_ROW
        if not spot.unit and not spot.after and spot.number.kind is not NumberKind.PERCENT:
            cost += _BARE if not spot.verb else _BARE / 2
        yield Option(cost, Part.RATE, owner.items)


def _limit(spot: Spot, bases: frozenset[str]) -> Option:
    if spot.each is not None and (spot.unit in bases or not spot.unit):
        return Option(_NOT_OF_ALL, Part.LIMIT)
    near = bool(spot.owners) and spot.owners[0].cost <= 0.15
    counts = spot.unit in bases or not (spot.unit or spot.after)
    if spot.comparison is not None:
        cost = 0.6 if near and counts and not spot.total else 0.0
    else:
        cost = (
            0.15 if abs(spot.supply) >= _PLAIN_SUPPLY else 0.35 if abs(spot.supply) >= 0.5 else 0.9
        )
        if near:
            cost += 0.3 if spot.supply >= 0.9 and not spot.behind else 0.6
        elif not spot.owners or spot.heads:
            cost = min(cost, _unowned(spot))
    if spot.parted:
        cost = 0.1
    if spot.counted:
        cost += 0.5
    elif counts and spot.unit and not spot.behind:
        cost = min(cost, _OF_BASE)  # "a farm of 200 hectares"
    return Option(cost, Part.LIMIT)


def _unowned(spot: Spot) -> float:
    """What speaks against a figure of no item limiting something."""
    if spot.supply >= _PLAIN_SUPPLY:
        return 0.05
    bare = spot.unit == MONEY and abs(spot.supply) < _SOME_SUPPLY
    return 0.9 if bare else 0.2  # "Rent is $500" limits nothing


def _bounds(spot: Spot, bases: frozenset[str]) -> Iterator[Option]:
    stated = 0.0 if spot.comparison is not None else 0.35 if abs(spot.supply) >= 0.5 else 0.9
    if spot.each is not None:
        if spot.unit in bases or not spot.unit:
            yield Option(0.0, Part.EACH)
        return
    if spot.counted:
        if spot.comparison is None and spot.supply >= _PLAIN_SUPPLY:
            stated = _READY
        yield Option(stated, Part.BOUND, spot.counted)
        return
    for owner in spot.owners:
        own = spot.unit in bases
        if own and len(owner.items) > 1 and spot.supply >= _PLAIN_SUPPLY:
            cost = 0.15 + owner.cost  # "has 120 hectares for wheat and maize"
        elif own:
            cost = stated + 0.1 + owner.cost
        elif not spot.unit and not spot.after:
            cost = stated + 0.2 + owner.cost
        elif _is_stock(spot):
            cost = min(stated, 0.3) + owner.cost  # "the fridge holds 70 doses for flu shots"
        else:
            cost = stated + 0.7 + owner.cost + (0.6 if is_unit(spot.unit) else 0.0)
            cost += 0.6 if spot.unit == MONEY else 0.0
        yield Option(cost, Part.BOUND, owner.items)


def _is_stock(spot: Spot) -> bool:
    """Whether something holds so many things for an item: "70 doses for flu shots"."""
    held = spot.heads or spot.supply > 0 or (spot.verb == "contain" and not spot.told)
    return spot.behind and held and not is_unit(spot.unit) and spot.unit != MONEY


def _idle(spot: Spot, cast: Cast) -> Option:
    number = spot.number
    counts = number.kind is NumberKind.PLAIN and number.value == len(cast.items)
    if counts and not number.text[0].isdigit() and spot.comparison is None:
        return Option(0.2, Part.IDLE)
    return Option(2.0, Part.IDLE)
