"""Travelling salesman: the shortest closed tour through every place.

Order of the visits after Miller, Tucker and Zemlin (1960).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.columns import Column
from optimoot.agents.archetypes.datum import Datum, Point
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family, rules
from optimoot.agents.archetypes.kinds import Kind, Thing
from optimoot.agents.archetypes.layout import Line
from optimoot.formulation import Domain, Sense

_VISITS: Final = (
    "exactly once",
    "precisely once",
    "only once",
    "just once",
    "each once",
    "one time",
    "return to",
    "returns to",
    "returning to",
    "closed loop",
    "closed circuit",
    "closed - loop",
    "round - trip",
    "round trip",
    "traveling salesman",
    "travelling salesman",
)
_TOUR: Final = (
    "tour circuit loop itinerary salesman trip route travels visits visit returns returning return "
    "back"
).split()
_BARRED: Final = (
    "no direct",
    "not possible",
    "impossible",
    "unavailable",
    "not available",
    "cannot travel",
    "no route",
    "not allowed",
    "prohibited",
    "forbidden",
    "blocked",
    "closed between",
    "cannot be used",
)
_ONE_OF: Final = ("exactly one", "precisely one", "one of two", "one of the two", "either")
_TASK: Final = frozenset(
    "visit visits visited visiting stop stops return returns returning begin begins start starts "
    "tour circuit".split()
)
_ORDERED: Final = frozenset(
    "before after first last immediately precede between within hours consecutively not earliest "
    "latest window pairs".split()
)


def _fill(case: Case) -> Draft | None:
    grids = [column for column in case.columns_of(2) if column.is_square]
    if len(grids) != 1 or not case.mentions(*_VISITS):
        return None
    if not any(word in case.lower.split() for word in _TOUR):
        return None
    grid = grids[0]
    kind = grid.kinds[0]
    if len(kind) < 3:
        return None
    draft = Draft(case, "the shortest round trip")
    places = draft.set_of(kind, "places")
    barred = _barred(case, grid, draft)
    missing = [pair for pair in grid.missing() if pair not in barred]
    if missing:
        one, other = missing[0]
        gap = f"no distance is told from {kind.members[one]} to {kind.members[other]}"
        draft.doubt(0.6, gap)
    used = {pair for pair in barred if pair in grid.cells}
    arcs = [
        (one, other)
        for one in range(len(kind))
        for other in range(len(kind))
        if one != other
        and (one, other) not in barred
        and ((one, other) in grid.cells or (other, one) in grid.cells)
    ]
    names = kind.members
    arc_set = draft.set_with("links", tuple((names[i], names[j]) for i, j in arcs))
    told = {(i, j): grid.cells.get((i, j)) or grid.cells[j, i] for i, j in arcs}
    points = _points_behind(case, kind, told)
    if points:
        length = _from_points(draft, places, points)
        for datum in grid.cells.values():
            draft.explained[datum.number.id] = "is the rounded distance of two points"
    else:
        entries = [(((names[i], names[j]),), datum) for (i, j), datum in told.items()]
        length = f"{draft.listed('distance', (arc_set,), entries)}[i, j]"
    for pair in used:
        draft.explained[grid.cells[pair].number.id] = "belongs to a link that cannot be taken"
    for cells, datum in grid.cells.items():
        if cells[0] == cells[1]:
            draft.explained[datum.number.id] = "leads from a place to itself"
    draft.covered.update(grid.lines)
    _template(draft, places, arc_set, length, names[0])
    _side_rules(draft, case, arcs, names)
    _cover_task(draft, kind)
    return draft


def _points_behind(case: Case, kind: Kind, told: dict[tuple[int, int], Datum]) -> list[Point]:
    """The points of the places, if the distances told are theirs, rounded; else none.

    The points then give the distances in full, and the figures told only repeat them.
    """
    points = {p.thing.place: p for p in case.points if p.thing.kind is kind}
    if len(points) != len(kind) or len(points) != len(case.points):
        return []
    for (one, other), datum in told.items():
        here, there = points[one], points[other]
        exact = math.hypot(here.across.value - there.across.value, here.up.value - there.up.value)
        decimals = len(datum.number.text.partition(".")[2])
        if abs(exact - datum.number.value) > 0.51 * 10.0**-decimals:
            return []
    return [points[place] for place in range(len(kind))]


def _from_points(draft: Draft, places: str, points: list[Point]) -> str:
    """The straight distance of two places as an expression in `i` and `j`."""
    across = draft.given("across", (places,), [((p.thing.name,), p.across) for p in points])
    up = draft.given("up", (places,), [((p.thing.name,), p.up) for p in points])
    draft.covered.update(point.line for point in points)
    draft.assumptions.append(
        "Distances are straight lines between the points given; the distances told are these, "
        "rounded."
    )
    return f"sqrt(({across}[i] - {across}[j])**2 + ({up}[i] - {up}[j])**2)"


def _template(draft: Draft, places: str, arcs: str, length: str, first: str) -> None:
    """Leave and enter every place once; visits in order, so that there is one tour."""
    line = draft.line_of("exactly once", "precisely once", "only once", "once", "return", "closed")
    go = draft.variable("travel", (arcs,), Domain.BINARY, meaning="1 if the link is travelled")
    start = draft.set_with("start", (first,), "where the visits are counted from")
    places_count = f"sum(1 for q in {places})"
    order = draft.variable("visit_order", (places,), lower=0.0, meaning="place in the order")
    draft.constrain(
        "leave_once",
        f"sum({go}[i, j] for i, j in {arcs} if i == p) == 1",
        f"p in {places}",
        line=line,
    )
    draft.constrain(
        "enter_once",
        f"sum({go}[i, j] for i, j in {arcs} if j == p) == 1",
        f"p in {places}",
        line=line,
    )
    draft.constrain(
        "one_tour",
        f"{order}[j] >= {order}[i] + 1 - {places_count} * (1 - {go}[i, j])",
        f"i, j in {arcs} if j not in {start}",
        line=line,
        meaning="each place comes after the one before it, the start aside",
    )
    draft.constrain(
        "order_range",
        f"{order}[p] <= {places_count} - 1",
        f"p in {places}",
        line=line,
    )
    draft.optimize(
        Sense.MINIMIZE,
        f"sum({length} * {go}[i, j] for i, j in {arcs})",
        "length of the tour",
    )
    draft.assumptions.append("Every place is visited once, and the tour ends where it began.")


def _cover_task(draft: Draft, kind: Kind) -> None:
    """Lines that say again what a tour is: they speak of all places or of none, in no order."""
    for line in draft.case.lines:
        words = {token.lower for token in line.tokens}
        if not words & _TASK or words & _ORDERED:
            continue
        things = {m.thing for m in draft.case.kinds.mentions(line.tokens) if m.thing.kind is kind}
        if len(things) <= 1 or len(things) == len(kind):
            draft.covered.add(line.index)


def _pairs(case: Case, line: Line, kind: object) -> Iterator[tuple[Thing, Thing]]:
    """Pairs of places that a line names, in the order of the text."""
    things = [m.thing for m in case.kinds.mentions(line.tokens) if m.thing.kind is kind]
    yield from zip(things[::2], things[1::2], strict=False)


def _barred(case: Case, grid: Column, draft: Draft) -> set[tuple[int, int]]:
    """Pairs between which the text says that there is no way, both directions."""
    found: set[tuple[int, int]] = set()
    for line in case.lines:
        if line.index in grid.lines or not any(word in line.lower for word in _BARRED):
            continue
        things = [m.thing for m in case.kinds.mentions(line.tokens)]
        places = [thing.place for thing in things if thing.kind is grid.kinds[0]]
        if len(places) == 2:
            found |= {(places[0], places[1]), (places[1], places[0])}
            draft.covered.add(line.index)
    return found


def _side_rules(draft: Draft, case: Case, arcs: list[tuple[int, int]], names: list[str]) -> None:
    """Exactly one of two links has to be taken."""
    go = draft.variables[0].name
    kind = case.columns_of(2)[0].kinds[0]
    for line in case.lines:
        if line.index in draft.covered or not any(words in line.lower for words in _ONE_OF):
            continue
        pairs = list(_pairs(case, line, kind))
        if len(pairs) != 2 or not all(_is_link(pair, arcs) for pair in pairs):
            continue
        terms = [
            f'{go}["{names[i]}", "{names[j]}"]'
            for one, other in pairs
            for i, j in ((one.place, other.place), (other.place, one.place))
            if (i, j) in arcs
        ]
        draft.constrain(
            "one_of_two_links",
            f"{' + '.join(terms)} == 1",
            line=line.index,
            meaning="exactly one of the two links is travelled, in either direction",
        )
        for token in line.tokens:
            if token.number is not None and token.number.value in (1.0, 2.0):
                draft.explained[token.number.id] = "counts the links"


def _is_link(pair: tuple[Thing, Thing], arcs: list[tuple[int, int]]) -> bool:
    one, other = pair[0].place, pair[1].place
    return (one, other) in arcs or (other, one) in arcs


FAMILY: Final = Family(
    name="travelling salesman",
    roles={
        "places": "one kind",
        "distance": "places × places, either direction or both",
        "barred links": "optional, pairs without a way",
        "one of two links": "optional",
    },
    fill=_fill,
    understood=rules("exactly once", "precisely once", "only once", "visit once", "return origin"),
)
