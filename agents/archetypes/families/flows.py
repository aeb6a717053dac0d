"""Flows between things: transportation, redistribution, location with fixed costs.

A grid of unit costs, what each place has and what each place needs. Where opening a place costs
something, which places to open is decided as well (fixed-charge location).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.columns import Column
from optimoot.agents.archetypes.datum import Bound, Slot
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family, rules
from optimoot.agents.archetypes.wording import stems
from optimoot.formulation import Domain, Sense

_COST: Final = stems("cost costs price freight tariff distance time rate expense fee mileage")
_HAS: Final = stems(
    "supply supplies capacity capacities available availability production output stock has have "
    "current currently inventory surplus produce produces produced store stored holds limit "
    "deliver delivers send"
)
_NEEDS: Final = stems(
    "demand demands demanded need needs needed require requires required requirement requirements "
    "order orders sales"
)
_FIXED: Final = stems(
    "open opening fixed build building construct construction establish establishing setup operate "
    "operating install"
)


@dataclass(frozen=True)
class _Roles:
    cost: Column
    need: Column
    has: Column | None
    fixed: Column | None
    most: Column | None = None


def _words(column: Column) -> frozenset[str]:
    return frozenset((*column.words, *column.heading))


def _pick(columns: Sequence[Column], cues: frozenset[str]) -> Column | None:
    """The one column that the cues fit best, its own words before those of the heading."""
    scored = sorted(((c.says(cues), at) for at, c in enumerate(columns)), reverse=True)
    if not scored or scored[0][0] == 0:
        return None
    if len(scored) > 1 and scored[1][0] == scored[0][0]:
        return None
    return columns[scored[0][1]]


def _redistribution(case: Case) -> Draft | None:
    grids = [c for c in case.columns_of(2) if c.is_square]
    if len(grids) != 1 or len(case.columns) != 3 or case.goal is None:
        return None
    cost = grids[0]
    own = [c for c in case.columns_of(1) if c.kinds[0] is cost.kinds[0] and c.is_full]
    if len(own) != 2 or not (_COST & _words(cost) or cost.is_money):
        return None
    needs = [c for c in own if set(c.words) & _NEEDS]
    if len(needs) != 1:
        return None
    need = needs[0]
    has = own[0] if own[1] is need else own[1]
    if set(has.words) & _NEEDS:
        return None
    return _move(case, cost, has, need)


def _move(case: Case, cost: Column, has: Column, need: Column) -> Draft:
    draft = Draft(case, "redistribution")
    places = draft.set_of(cost.kinds[0], "places")
    names = cost.kinds[0].members
    pairs = sorted(key for key in cost.cells if key[0] != key[1])
    for key, datum in cost.cells.items():
        if key[0] == key[1]:
            draft.explained[datum.number.id] = "leads from a place to itself"
    arcs = draft.set_with("links", tuple((names[i], names[j]) for i, j in pairs))
    unit = draft.listed(
        "unit_cost", (arcs,), [(((names[i], names[j]),), cost.cells[i, j]) for i, j in pairs]
    )
    stock, wanted = draft.values(has, "available"), draft.values(need, "needed")
    flow = draft.variable("moved", (arcs,), meaning="moved along the link")
    draft.constrain(
        "need_met",
        f"{stock}[p] + sum({flow}[i, j] for i, j in {arcs} if j == p) "
        f"- sum({flow}[i, j] for i, j in {arcs} if i == p) >= {wanted}[p]",
        f"p in {places}",
        line=need.lines[0],
        meaning="what a place has, gets and gives away leaves what it needs",
    )
    draft.optimize(
        Sense.MINIMIZE, f"sum({unit}[i, j] * {flow}[i, j] for i, j in {arcs})", "cost of moving"
    )
    if len(pairs) != len(names) * (len(names) - 1):
        draft.doubt(0.1, "not every pair of places has a cost")
    draft.assumptions.append("What arrives at a place may be moved on; a place may keep more.")
    return draft


def _transport(case: Case) -> Draft | None:
    roles = _roles(case)
    if roles is None or case.goal is None or case.goal.sense is not Sense.MINIMIZE:
        return None
    draft = Draft(case, "location" if roles.fixed is not None else "transportation")
    sinks = roles.need.kinds[0]
    sources = next(k for k in roles.cost.kinds if k is not sinks)
    source_set, sink_set = draft.set_of(sources, "sources"), draft.set_of(sinks, "sinks")
    cents = "cent" in roles.cost.words and case.mentions("$", "dollar", "dollars")
    unit = draft.values(roles.cost, "unit_cost", factor=0.01 if cents else 1.0)
    need = draft.values(roles.need, "demand")
    pair = "s, d" if roles.cost.kinds[0] is sources else "d, s"
    flow = draft.variable("shipped", (source_set, sink_set), meaning="shipped from source to sink")
    draft.constrain(
        "demand_met",
        f"sum({flow}[s, d] for s in {source_set}) >= {need}[d]",
        f"d in {sink_set}",
        line=roles.need.lines[0],
    )
    if roles.most is not None:
        most = draft.values(roles.most, "most")
        draft.constrain(
            "no_more_than_taken",
            f"sum({flow}[s, d] for s in {source_set}) <= {most}[d]",
            f"d in {sink_set}",
            line=roles.most.lines[0],
        )
    total = f"sum({unit}[{pair}] * {flow}[s, d] for s in {source_set} for d in {sink_set})"
    limit = draft.values(roles.has, "capacity") + "[s]" if roles.has is not None else ""
    if roles.fixed is not None:
        fixed = draft.values(roles.fixed, "opening_cost")
        opened = draft.variable(
            "open", (source_set,), Domain.BINARY, meaning="1 if the place is opened"
        )
        reach = limit or f"sum({need}[e] for e in {sink_set})"
        draft.constrain(
            "ships_only_if_open",
            f"sum({flow}[s, d] for d in {sink_set}) <= {reach} * {opened}[s]",
            f"s in {source_set}",
            line=(roles.has or roles.fixed).lines[0],
        )
        total += f" + sum({fixed}[s] * {opened}[s] for s in {source_set})"
    elif limit:
        draft.constrain(
            "within_capacity",
            f"sum({flow}[s, d] for d in {sink_set}) <= {limit}",
            f"s in {source_set}",
            line=roles.has.lines[0] if roles.has else None,
        )
        _balance(draft, roles)
    draft.optimize(Sense.MINIMIZE, total, "total cost")
    return draft


def _balance(draft: Draft, roles: _Roles) -> None:
    if roles.has is None:
        return
    supply = sum(d.number.value for d in roles.has.cells.values())
    demand = sum(d.number.value for d in roles.need.cells.values())
    if supply < demand:
        draft.doubt(0.5, "there is less than what is needed", draft.case.quote(roles.need.lines[0]))


def _roles(case: Case) -> _Roles | None:
    grids = [c for c in case.columns_of(2) if not c.is_square and c.is_full]
    if len(grids) != 1 or any(c.slot is not Slot.ALONE for c in case.columns):
        return None
    cost = grids[0]
    told = _words(cost) | set(case.goal.words if case.goal else ())
    if not (_COST & told or cost.is_money) or len(case.columns) not in (2, 3, 4, 5):
        return None
    for sources, sinks in (cost.kinds, cost.kinds[::-1]):
        own = [c for c in case.columns_of(1) if c.kinds[0] is sources and c.is_full]
        others = [c for c in case.columns_of(1) if c.kinds[0] is sinks and c.is_full]
        if len(own) + len(others) + 1 != len(case.columns):
            continue
        needs = [c for c in others if _is_needed(c)]
        most = [c for c in others if c not in needs and c.bound is Bound.AT_MOST]
        if len(needs) != 1 or len(most) > 1 or len(others) != len(needs) + len(most):
            continue
        fixed = _pick([c for c in own if _FIXED & _words(c) or c.is_money], _FIXED | _COST)
        rest = [c for c in own if c is not fixed]
        has = rest[0] if len(rest) == 1 else None
        if len(rest) > 1 or (has is not None and not _holds_back(has)):
            return None
        if has is None and fixed is None:
            return None
        return _Roles(cost, needs[0], has, fixed, most[0] if most else None)
    return None


def _is_needed(column: Column) -> bool:
    """Whether a column tells what the sinks need: by its words, or as "at least 60"."""
    if column.bound is Bound.AT_MOST:
        return False
    if column.says(_NEEDS):
        return column.says(_NEEDS) >= column.says(_HAS)
    return column.bound is Bound.AT_LEAST


def _holds_back(column: Column) -> bool:
    """Whether a column tells what the sources have: by its words, or as "at most 60"."""
    had = all({"has", "have"} & set(datum.nearby) for datum in column.cells.values())
    return bool(column.says(_HAS)) or column.bound is Bound.AT_MOST or had


_RULES: Final = rules(
    "meet demand",
    "demand met",
    "satisfy demand",
    "demand satisfied",
    "require supply",
    "not exceed capacity",
    "not exceed supply",
    "need met",
    "ensure region",
    "fulfill demand",
    "exceed available",
    "demand must",
    "requirement met",
    "capacity limited",
)
REDISTRIBUTION: Final = Family(
    name="redistribution",
    roles={
        "places": "one kind",
        "unit cost": "places × places",
        "available, needed": "for each place",
    },
    fill=_redistribution,
    understood=_RULES,
)
TRANSPORT: Final = Family(
    name="transportation and location",
    roles={
        "sources, sinks": "two kinds",
        "unit cost": "sources × sinks",
        "demand": "for each sink",
        "most": "for each sink, optional",
        "capacity": "for each source; optional where opening costs something",
        "opening cost": "for each source, optional",
    },
    fill=_transport,
    understood=_RULES,
)
