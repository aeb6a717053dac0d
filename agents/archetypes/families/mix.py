"""A mix of things with figures for each: diets, blends, product mixes, selections.

Every figure of the text that speaks of no single thing bounds the sum of one of the columns; one
column, or the difference of two, is what the goal speaks of.
"""

from __future__ import annotations

from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.datum import Slot
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family, rules
from optimoot.agents.archetypes.families.mix_goal import divides, gained_by
from optimoot.agents.archetypes.families.mix_limits import Wanted, name_of, own_bounds
from optimoot.agents.archetypes.families.whole import domain_of
from optimoot.formulation import Domain

_CURVED: Final = (
    "divided by",
    "ratio of",
    "rate at which",
    "squared",
    "the square",
    "product of",
    "multiplied by",
    "proportional",
    "variance",
    "quadratic",
    "per unit cost",
    "as a percentage",
)
"""Words of goals and limits that are no sums."""


def _fill(case: Case) -> Draft | None:
    return mixed(case, binary=False)


def _select(case: Case) -> Draft | None:
    return mixed(case, binary=True)


_ONCE: Final = (
    "whether to",
    "at most once",
    "only once",
    "knapsack",
    "select a subset",
    "which projects",
    "which items",
    "which of the",
    "either selected",
    "selected or not",
    "subset of",
    "0 - 1",
    "single copy",
    "taken once or",
    "accepted or rejected",
    "taken or left",
    "left behind",
    "take it or leave it",
)


def mixed(case: Case, *, binary: bool) -> Draft | None:
    """The mix of the things of the one kind that has columns; None where there is no such kind."""
    goal = case.goal
    columns = case.columns
    if goal is None or not columns or any(len(c.kinds) > 1 for c in columns):
        return None
    kinds = {id(c.kinds[0]) for c in columns}
    if case.subsets or {"share", "fraction", "proport"} & case.stems:
        return None
    if len(kinds) > 1 or binary != case.mentions(*_ONCE) or case.routes:
        return None
    kind = columns[0].kinds[0]
    if kind.numbered and kind.name in (
        "week",
        "day",
        "month",
        "period",
        "year",
        "quarter",
        "shift",
    ):
        return None
    plain = [c for c in columns if c.slot is Slot.ALONE and c.bound is None]
    gained = gained_by(goal, plain, case)
    if gained is None:
        return None
    draft = Draft(case, "selection of things" if binary else "mix of things")
    domain = Domain.BINARY if binary else domain_of(draft, kind)
    things = draft.set_of(kind, "things")
    amount = draft.variable(
        "chosen" if binary else "amount",
        (things,),
        domain,
        meaning="1 if it is chosen" if binary else "how much of each",
    )
    names = {id(c): draft.values(c, name_of(c)) for c in plain}
    for column in columns:
        if not column.is_full:
            draft.doubt(0.5, f"not every one of the things has a figure for {name_of(column)!r}")
    own_bounds(draft, [c for c in columns if c not in plain], things, amount)
    signed = [
        f"{'-' if sign < 0 else '+'} {names[id(c)]}[i] * {amount}[i]" for sign, c in gained.terms
    ]
    resources = [c for c in plain if all(c is not own for _, own in gained.terms)]
    wanted = Wanted(draft, goal, kind, things, amount, names, plain, resources)
    for datum in case.loose:
        wanted.limit(datum)
    for column in resources:
        if id(column) not in wanted.limited:
            quote = case.quote(column.lines[0])
            draft.doubt(0.6, f"nothing limits the {name_of(column)!r}", quote)
    draft.optimize(
        goal.sense,
        f"sum({' '.join(signed).removeprefix('+ ')} for i in {things})",
        " ".join(gained.terms[0][1].words[:3]) or "total",
    )
    if not draft.constraints:
        draft.doubt(0.6, "nothing holds the goal back")
    if any(divides(goal, case, column) for column in plain):
        draft.doubt(0.6, "a ratio was not understood", case.quote(goal.line))
    for line in case.lines:
        if any(phrase in line.lower for phrase in _CURVED):
            draft.doubt(0.6, "what is no plain sum was not understood", line.quote)
    return draft


_UNDERSTOOD: Final = rules(
    "meet requirement",
    "meet need",
    "nutritional requirement",
    "nutritional target",
    "dietary requirement",
    "limited budget",
    "within budget",
    "meeting target",
)

FAMILY: Final = Family(
    name="mix of things",
    roles={
        "things": "one kind",
        "gain or cost": "a column that the goal speaks of, or price less cost",
        "figures": "columns, each bounded by at least one figure of the text",
        "bounds": "on sums of columns, on single things, on the total",
    },
    fill=_fill,
    understood=_UNDERSTOOD,
    reads=frozenset(["each", "either"]),
)
SELECTION: Final = Family(
    name="selection of things",
    roles={"things": "one kind, each taken once or not at all", "value, use": "columns"},
    fill=_select,
    understood=(
        *_UNDERSTOOD,
        *rules(
            "whether select",
            "at most once",
            "either or not",
            "taken left behind",
            "taken or left",
            "accepted or rejected",
        ),
    ),
    reads=frozenset(["each", "either"]),
)
