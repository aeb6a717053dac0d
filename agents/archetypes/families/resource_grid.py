"""Products and resources as a grid: what a unit of each product takes of each resource.

Product mix where the consumption is told for every pair, with a limit for each resource and a
return for each product.
"""

from __future__ import annotations

from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.columns import Column
from optimoot.agents.archetypes.data import Bound
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family, rules
from optimoot.agents.archetypes.families.whole import domain_of
from optimoot.agents.archetypes.wording import stems
from optimoot.formulation import Sense

_TAKES: Final = stems(
    "consume consumes requires required require takes use uses used needs spends provides contains "
    "amount input hours time contribution"
)
_LIMITS: Final = stems(
    "exceed limit available availability capacity maximum most within stock supply remain resource"
)
_NEEDS: Final = stems("least minimum required need needs requirement demand")


def _fill(case: Case) -> Draft | None:
    grids = [c for c in case.columns_of(2) if not c.is_square and c.is_full]
    if len(grids) != 1 or case.goal is None or len(case.columns) != 3:
        return None
    grid = grids[0]
    for products, resources in (grid.kinds, grid.kinds[::-1]):
        gains = [c for c in case.columns_of(1) if c.kinds[0] is products and c.is_full]
        limits = [c for c in case.columns_of(1) if c.kinds[0] is resources and c.is_full]
        if len(gains) == 1 and len(limits) == 1 and _fits(case, gains[0], limits[0]):
            return _template(case, grid, gains[0], limits[0])
    return None


def _fits(case: Case, gain: Column, limit: Column) -> bool:
    goal = case.goal
    if goal is None:
        return False
    told = set(gain.words) | set(gain.heading)
    speaks = bool(told & set(goal.words)) or bool(
        told & stems("profit revenue return cost price yield contribution")
    )
    wanted = _LIMITS if goal.sense is Sense.MAXIMIZE else _NEEDS
    return speaks and bool(wanted & (set(limit.words) | set(limit.heading)))


def _template(case: Case, grid: Column, gain: Column, limit: Column) -> Draft:
    draft = Draft(case, "product mix")
    goal = case.goal
    sense = goal.sense if goal is not None else Sense.MAXIMIZE
    products, resources = draft.set_of(gain.kinds[0]), draft.set_of(limit.kinds[0])
    rate = draft.values(gain, "_".join(gain.words[:2]) or "gain")
    use = draft.values(grid, "use")
    amount = draft.values(limit, "limit" if sense is Sense.MAXIMIZE else "need")
    domain = domain_of(draft, gain.kinds[0])
    make = draft.variable("amount_of", (products,), domain, meaning="how much of each")
    pair = "p, r" if grid.kinds[0] is gain.kinds[0] else "r, p"
    bound = limit.bound or (Bound.AT_MOST if sense is Sense.MAXIMIZE else Bound.AT_LEAST)
    draft.constrain(
        "resource_limit" if bound is Bound.AT_MOST else "need_met",
        f"sum({use}[{pair}] * {make}[p] for p in {products}) {bound.value} {amount}[r]",
        f"r in {resources}",
        line=limit.lines[0],
    )
    draft.optimize(
        sense, f"sum({rate}[p] * {make}[p] for p in {products})", " ".join(gain.words[:2])
    )
    if not _TAKES & (set(grid.words) | set(grid.heading)):
        draft.doubt(0.15, "what the grid of figures means was not understood")
    _condition(draft, len(limit.kinds[0]))
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
        "limit": "for each resource",
    },
    fill=_fill,
    understood=rules("each total within limit", "exceed limit", "strictly limited"),
)
