"""Covering: choose the cheapest that cover everything, or what covers most within a budget."""

from __future__ import annotations

from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.columns import Column
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family, rules
from optimoot.agents.archetypes.kinds import Kind
from optimoot.agents.archetypes.wording import stems
from optimoot.formulation import Domain, Sense

_COVER: Final = stems(
    "cover covers covered covering coverage reach reaches reached serve serves served"
)
_COST: Final = stems("cost costs price expense")
_WORTH: Final = stems("population people weight value profit benefit inhabitants demand score")
_BUDGET: Final = stems("budget maximum total limit most available number")


def _incidence(case: Case) -> Column | None:
    grids = [c for c in case.columns_of(2) if c.is_full and not c.is_square]
    if len(grids) != 1 or not _COVER & case.stems:
        return None
    grid = grids[0]
    values = {datum.number.value for datum in grid.cells.values()}
    return grid if values == {0.0, 1.0} else None


def _sides(case: Case, grid: Column, cues: frozenset[str]) -> tuple[Kind, Kind, Column] | None:
    """The kind that has the one column with these cues, the other kind, and the column."""
    fitting = [
        c
        for c in case.columns_of(1)
        if cues & set(c.words) and c.is_full and c.kinds[0] in grid.kinds
    ]
    if len(fitting) != 1:
        return None
    own = fitting[0].kinds[0]
    return own, next(k for k in grid.kinds if k is not own), fitting[0]


def _covers(draft: Draft, grid: Column, chooser: Kind, covered: str) -> str:
    """The number of chosen ones that cover `covered`, as an expression."""
    choices = draft.set_of(chooser)
    name = next((p.name for p in draft.parameters if p.name == "covers"), "")
    name = name or draft.values(grid, "covers")
    place = f"i, {covered}" if grid.kinds[0] is chooser else f"{covered}, i"
    return f"sum({name}[{place}] * choose[i] for i in {choices})"


def _set_cover(case: Case) -> Draft | None:
    grid = _incidence(case)
    goal = case.goal
    if grid is None or goal is None or goal.sense is not Sense.MINIMIZE or len(case.columns) != 2:
        return None
    sides = _sides(case, grid, _COST)
    if sides is None:
        return None
    chooser, covered, cost = sides
    draft = Draft(case, "set cover")
    choices, needs = draft.set_of(chooser), draft.set_of(covered)
    price = draft.values(cost, "cost")
    draft.variable("choose", (choices,), Domain.BINARY, meaning="1 if it is chosen")
    draft.constrain(
        "everything_covered",
        f"{_covers(draft, grid, chooser, 'n')} >= 1",
        f"n in {needs}",
        line=draft.line_of("at least once", "all covered", "covered", "cover"),
    )
    draft.optimize(Sense.MINIMIZE, f"sum({price}[i] * choose[i] for i in {choices})", "cost")
    return draft


def _greatest_cover(case: Case) -> Draft | None:
    grid = _incidence(case)
    budgets = case.scalars(cues=_BUDGET)
    if grid is None or len(case.columns) != 3 or len(budgets) != 1:
        return None
    if case.goal is not None and case.goal.sense is not Sense.MAXIMIZE:
        return None
    sides = _sides(case, grid, _COST)
    if sides is None:
        return None
    chooser, covered, cost = sides
    worths = [c for c in case.columns_of(1) if c.kinds[0] is covered and _WORTH & set(c.words)]
    if len(worths) != 1:
        return None
    draft = Draft(case, "greatest coverage")
    choices, needs = draft.set_of(chooser), draft.set_of(covered)
    price, worth = draft.values(cost, "cost"), draft.values(worths[0], "worth")
    draft.variable("choose", (choices,), Domain.BINARY, meaning="1 if it is chosen")
    reached = draft.variable("reached", (needs,), Domain.BINARY, meaning="1 if it is covered")
    draft.constrain(
        "covered_by_the_chosen",
        f"{reached}[n] <= {_covers(draft, grid, chooser, 'n')}",
        f"n in {needs}",
        line=draft.line_of("cover"),
    )
    budget = draft.scalar(budgets[0], "budget")
    draft.constrain(
        "within_budget",
        f"sum({price}[i] * choose[i] for i in {choices}) <= {budget}",
        line=draft.line_of("budget"),
    )
    draft.optimize(Sense.MAXIMIZE, f"sum({worth}[n] * {reached}[n] for n in {needs})", "worth")
    return draft


_RULES: Final = rules(
    "cover least once",
    "covered least once",
    "limited number",
    "limited budget",
    "does matter",
    "spend necessary",
)
SET_COVER: Final = Family(
    name="set cover",
    roles={
        "choices, needs": "two kinds",
        "covers": "0 or 1, choices × needs",
        "cost": "of a choice",
    },
    fill=_set_cover,
    understood=_RULES,
)
GREATEST_COVER: Final = Family(
    name="greatest coverage",
    roles={
        "choices, needs": "two kinds",
        "covers": "0 or 1, choices × needs",
        "cost": "of a choice",
        "worth": "of a need",
        "budget": "one figure",
    },
    fill=_greatest_cover,
    understood=_RULES,
)
