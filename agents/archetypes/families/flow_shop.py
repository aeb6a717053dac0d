"""Flow shop: all jobs go through the machines in one order; the last job shall end early.

Which job comes at which place is decided (Wagner, 1959); the order is the same on all machines.
"""

from __future__ import annotations

from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.columns import Column
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family, rules
from optimoot.agents.archetypes.wording import stems
from optimoot.formulation import Domain, Sense

_MACHINE: Final = stems("machine machines stage stages station stations vat vats workstation press")
_TIMES: Final = stems("time times duration hours minutes processing")
_SAME: Final = (
    "flow shop",
    "flow - shop",
    "same order",
    "same sequence",
    "first machine 1",
    "in sequence",
    "then on",
    "one after the other",
)
_RESTRICTING: Final = stems(
    "not no before after only first last until between same never earlier later least most cannot "
    "together simultaneously wait waiting deadline due"
)
_LAST: Final = stems("makespan completion complete last finish finished finishing")


def _fill(case: Case) -> Draft | None:
    grids = case.columns_of(2)
    goal = case.goal
    if len(grids) != 1 or len(case.columns) != 1 or goal is None or case.loose:
        return None
    times = grids[0]
    told = {*times.words, *times.heading} | case.stems
    if goal.sense is not Sense.MINIMIZE or times.is_square or not times.is_full:
        return None
    asked = {*goal.words} or {t.stem for t in case.lines[goal.line].tokens if t.is_word}
    if not _LAST & asked or not _TIMES & told or not case.mentions(*_SAME):
        return None
    machines = [k for k in times.kinds if stems(k.name) & _MACHINE]
    if len(machines) != 1:
        return None
    return _template(case, times, times.kinds.index(machines[0]))


def _template(case: Case, times: Column, machine_axis: int) -> Draft:
    draft = Draft(case, "flow shop scheduling")
    jobs = draft.set_of(times.kinds[1 - machine_axis], "jobs")
    machines = draft.periods_of(times.kinds[machine_axis])
    count = len(times.kinds[1 - machine_axis])
    places = draft.set_with("places", tuple(range(1, count + 1)), "places in the order")
    duration = draft.values(times, "duration")
    line = draft.line_of("order", "sequence", "machine")
    at = draft.variable("at_place", (jobs, places), Domain.BINARY, meaning="1 if the job is there")
    start = draft.variable("start", (places, machines), meaning="start of a place on a machine")
    end = draft.variable("completion", meaning="when the last job ends")

    def lasts(place: str, machine: str) -> str:
        cell = f"j, {machine}" if machine_axis == 1 else f"{machine}, j"
        return f"sum({duration}[{cell}] * {at}[j, {place}] for j in {jobs})"

    draft.constrain(
        "one_place", f"sum({at}[j, k] for k in {places}) == 1", f"j in {jobs}", line=line
    )
    draft.constrain("one_job", f"sum({at}[j, k] for j in {jobs}) == 1", f"k in {places}", line=line)
    draft.constrain(
        "machines_in_order",
        f"{start}[k, m] >= {start}[k, m - 1] + {lasts('k', 'm - 1')}",
        f"k in {places}, m in {machines} if m - 1 in {machines}",
        line=line,
    )
    draft.constrain(
        "places_in_order",
        f"{start}[k, m] >= {start}[k - 1, m] + {lasts('k - 1', 'm')}",
        f"k in {places}, m in {machines} if k > 1",
        line=line,
    )
    draft.constrain(
        "completion_after_all",
        f"{end} >= {start}[k, m] + {lasts('k', 'm')}",
        f"k in {places}, m in {machines}",
        line=line,
    )
    draft.optimize(Sense.MINIMIZE, end, "time when the last job ends")
    _counting(draft, times.kinds[1 - machine_axis].name, float(count))
    draft.assumptions.append("Jobs keep their order on all machines.")
    return draft


def _counting(draft: Draft, noun: str, count: float) -> None:
    """Lines that only tell how many jobs there are to do: "the plant must paint five frames"."""
    if not noun:
        return
    for line in draft.case.lines:
        own = {token.stem for token in line.tokens if token.is_word}
        values = {token.number.value for token in line.tokens if token.number is not None}
        if values == {count} and stems(noun) & own and not _RESTRICTING & own:
            draft.covered.add(line.index)


FAMILY: Final = Family(
    name="flow shop",
    roles={"jobs, machines": "two kinds", "duration": "jobs × machines"},
    fill=_fill,
    understood=rules("same order", "one time", "sequence first", "must order"),
)
