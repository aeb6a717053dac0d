"""Shifts that start on each day of a cycle and last some days in a row; every day needs workers.

The days go round: after the last comes the first (cyclic staffing after Baker, 1976).
"""

from __future__ import annotations

import re
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.columns import Column
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family, rules
from optimoot.agents.archetypes.wording import Token, stems
from optimoot.formulation import Domain, Sense
from optimoot.problem import Number

_STAFF: Final = stems(
    "employee employees worker workers staff nurse nurses guard guards officer officers clerk "
    "clerks driver drivers personnel people crew agent agents waiter waiters cashier cashiers"
)
_NEEDED: Final = stems("need needed needs require required requires requirement minimum demand")
_ROW: Final = ("consecutive", "straight", "successive")


def _fill(case: Case) -> Draft | None:
    goal = case.goal
    if goal is None or goal.sense is not Sense.MINIMIZE or len(case.columns) != 1:
        return None
    need = case.columns[0]
    if len(need.kinds) != 1 or not need.is_full or not _STAFF & case.stems:
        return None
    if not _STAFF & set(goal.words) or not _NEEDED & case.stems:
        return None
    worked = _in_a_row(case)
    if worked is None:
        return None
    number, line = worked
    rest = len(need.kinds[0]) - int(number.value)
    draft = _template(case, need, number, line)
    _days_off(draft, rest)
    return draft


def _in_a_row(case: Case) -> tuple[Number, int] | None:
    """How many days in a row are worked, and the line that says so."""
    for line in case.lines:
        for place, token in enumerate(line.tokens[:-1]):
            if token.number is not None and line.tokens[place + 1].lower in _ROW:
                works = stems("work works working worked") & {t.stem for t in line.tokens}
                if works and token.number.value.is_integer():
                    return token.number, line.index
    return None


def _template(case: Case, need: Column, worked: Number, line: int) -> Draft:
    draft = Draft(case, "shifts around a cycle")
    days = need.kinds[0]
    numbers = tuple(range(1, len(days) + 1))
    day_set = draft.set_with("days", numbers, "the days in order")
    entries = [((place + 1,), datum) for (place,), datum in sorted(need.cells.items())]
    needed = draft.listed("needed", (day_set,), entries)
    length = draft.given("days_worked", (), [((), worked)])
    draft.covered.add(line)
    start = draft.variable(
        "start", (day_set,), Domain.INTEGER, meaning="workers whose shift begins on the day"
    )
    cycle = f"sum(1 for q in {day_set})"
    draft.constrain(
        "enough_workers",
        f"sum({start}[s] for s in {day_set} if (d - s + {cycle}) % {cycle} < {length}) "
        f">= {needed}[d]",
        f"d in {day_set}",
        line=need.lines[0],
        meaning="those at work began on the day or on one of the days before it",
    )
    draft.optimize(Sense.MINIMIZE, f"sum({start}[s] for s in {day_set})", "workers")
    draft.assumptions.append("Whole numbers, being counted: workers. The days go round.")
    draft.assumptions.append(f"The days in order: {', '.join(days.members)}.")
    return draft


def _days_off(draft: Draft, rest: int) -> None:
    """Explain "the next two days off": the rest of the cycle, which the days worked leave."""
    for line in draft.case.lines:
        for place, token in enumerate(line.tokens):
            if token.number is None or token.number.value != rest:
                continue
            if _is_off(line.tokens[place : place + 6]):
                draft.explained[token.number.id] = "is the rest of the cycle"


def _is_off(tokens: tuple[Token, ...]) -> bool:
    return bool(re.search(r"\b(off|rest|free)\b", " ".join(token.lower for token in tokens)))


FAMILY: Final = Family(
    name="shifts around a cycle",
    roles={"days": "one kind", "needed": "workers on each day", "days worked": "in a row"},
    fill=_fill,
    understood=rules("next days off", "satisfied every day", "required satisfied"),
)
