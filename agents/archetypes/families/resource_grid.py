"""Products and resources as a grid: what a unit of each product takes of each resource.

Product mix where the consumption is told for every pair, with a limit for each resource and a
return for each product.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.columns import Column
from optimoot.agents.archetypes.datum import Bound
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family, rules
from optimoot.agents.archetypes.families.whole import domain_of
from optimoot.agents.archetypes.kinds import Kind
from optimoot.agents.archetypes.wording import stems
from optimoot.formulation import Sense

_TAKES: Final = stems(
    "consume consumes requires required require takes use uses used needs spends provides contains "
    "amount input hours time contribution"
)
_LIMITS: Final = stems(
    "exceed limit available availability capacity maximum most within stock supply remain resource "
    "upper max allowed market free spare remaining open"
)
_NEEDS: Final = stems("least minimum required need needs requirement demand lower min commitment")
_GAINS: Final = stems("margin gain earnings profit revenue return cost price yield contribution")


@dataclass(frozen=True)
class _Roles:
    """What the columns are for; bounds on products and on resources are optional but for one."""

    grid: Column
    gain: Column
    least: dict[str, Column]
    most: dict[str, Column]


def _fill(case: Case) -> Draft | None:
    grids = [c for c in case.columns_of(2) if not c.is_square and c.is_full]
    if len(grids) != 1 or case.goal is None or not 3 <= len(case.columns) <= 6:
        return None
    grid = grids[0]
    found = [
        roles
        for products, resources in (grid.kinds, grid.kinds[::-1])
        if (roles := _roles(case, grid, products, resources)) is not None
    ]
    return _template(case, found[0]) if len(found) == 1 else None


def _roles(case: Case, grid: Column, products: Kind, resources: Kind) -> _Roles | None:
    goal = case.goal
    own = [c for c in case.columns_of(1) if c.kinds[0] is products and c.is_full]
    theirs = [c for c in case.columns_of(1) if c.kinds[0] is resources and c.is_full]
    if goal is None or len(own) + len(theirs) + 1 != len(case.columns) or not theirs:
        return None
    gains = [c for c in own if _told(c) & set(goal.words)] if len(own) > 1 else own
    gains = [c for c in gains if not set(c.words) & stems("minimum maximum lower upper")] or gains
    if len(gains) != 1 or not (_told(gains[0]) & set(goal.words) or _told(gains[0]) & _GAINS):
        return None
    least: dict[str, Column] = {}
    most: dict[str, Column] = {}
    for side, columns in (("product", own), ("resource", theirs)):
        for column in columns:
            if column is gains[0]:
                continue
            bounds = _bounds(column, goal.sense if len(columns) == 1 else None)
            if len(bounds) != 1:
                return None
            kept = least if bounds[0] is Bound.AT_LEAST else most
            if side in kept:
                return None
            kept[side] = column
    return _Roles(grid, gains[0], least, most)


def _told(column: Column) -> set[str]:
    return {*column.words, *column.heading}


def _bounds(column: Column, sense: Sense | None) -> list[Bound]:
    """Which way a column bounds, by its words; where both fit, by what the goal needs."""
    if column.bound is not None:
        return [column.bound]
    for words in (set(column.words), _told(column)):
        found = [
            b for b, cues in ((Bound.AT_LEAST, _NEEDS), (Bound.AT_MOST, _LIMITS)) if words & cues
        ]
        if len(found) == 2 and sense is not None:
            return [Bound.AT_MOST if sense is Sense.MAXIMIZE else Bound.AT_LEAST]
        if found:
            return found
    return []


def _template(case: Case, roles: _Roles) -> Draft:
    draft = Draft(case, "product mix")
    goal = case.goal
    sense = goal.sense if goal is not None else Sense.MAXIMIZE
    grid, gain = roles.grid, roles.gain
    resource_kind = next(k for k in grid.kinds if k is not gain.kinds[0])
    products, resources = draft.set_of(gain.kinds[0]), draft.set_of(resource_kind)
    rate = draft.values(gain, "_".join(gain.words[:2]) or "gain")
    use = draft.values(grid, "use")
    domain = domain_of(draft, gain.kinds[0])
    make = draft.variable("amount_of", (products,), domain, meaning="how much of each")
    pair = "p, r" if grid.kinds[0] is gain.kinds[0] else "r, p"
    used = f"sum({use}[{pair}] * {make}[p] for p in {products})"
    for bound, columns in ((Bound.AT_LEAST, roles.least), (Bound.AT_MOST, roles.most)):
        word = "least" if bound is Bound.AT_LEAST else "most"
        for side, column in columns.items():
            value = draft.values(column, f"{side}_{word}")
            left, place = (used, "r") if side == "resource" else (f"{make}[p]", "p")
            index = resources if side == "resource" else products
            draft.constrain(
                f"{side}_{word}",
                f"{left} {bound.value} {value}[{place}]",
                f"{place} in {index}",
                line=column.lines[0],
            )
    draft.optimize(
        sense, f"sum({rate}[p] * {make}[p] for p in {products})", " ".join(gain.words[:2])
    )
    if not _TAKES & _told(grid):
        draft.doubt(0.15, "what the grid of figures means was not understood")
    if "resource" not in (roles.most if sense is Sense.MAXIMIZE else roles.least):
        draft.doubt(0.6, "nothing holds the goal back")
    _condition(draft, len(resource_kind))
    return draft


def _condition(draft: Draft, size: int) -> None:
    """Words that say again that every resource stays within its limit."""
    for line in draft.case.lines:
        own = {token.stem for token in line.tokens if token.is_word}
        if own & stems("within") and own & stems("limit limits availability capacity prescribed"):
            draft.covered.add(line.index)
            for token in line.tokens:
                number = token.number
                if number is not None and number.value in (1.0, float(size)):
                    draft.explained[number.id] = "names the first and the last"


FAMILY: Final = Family(
    name="product mix with a grid",
    roles={
        "products, resources": "two kinds",
        "use": "products × resources",
        "gain": "for each product, the goal speaks of it",
        "limit or need": "for each resource, or both",
        "least and most": "of each product, optional",
    },
    fill=_fill,
    understood=rules("each total within limit", "exceed limit", "strictly limited"),
)
