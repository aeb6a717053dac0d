"""Job shop: every job runs through machines in its own order; the last job shall end early.

Which of two jobs comes first on a machine is a binary decision (Manne, 1960).
"""

from __future__ import annotations

from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family, rules
from optimoot.formulation import Domain, Member, Sense

_WORDS: Final = frozenset("schedul order sequenc complet finish makespan process".split())


def _fill(case: Case) -> Draft | None:
    routes = case.routes
    if len(routes) < 2 or not _WORDS & case.stems:
        return None
    jobs = routes[0].owner.kind
    machines = routes[0].steps[0].thing.kind
    if any(route.owner.kind is not jobs for route in routes) or len(routes) != len(jobs):
        return None
    if any(step.thing.kind is not machines for route in routes for step in route.steps):
        return None
    if len({len(route.steps) for route in routes}) != 1:
        return None
    draft = Draft(case, "job shop scheduling")
    places: tuple[Member, ...] = tuple(range(1, len(routes[0].steps) + 1))
    job_set = draft.set_of(jobs, "jobs")
    place_set = draft.set_with("steps", places, "places in the order of a job")
    duration = draft.steps("duration", (job_set, place_set), routes, places)
    conflicts = []
    for at, one in enumerate(routes):
        for other in routes[at + 1 :]:
            for first, step in enumerate(one.steps, start=1):
                for second, across in enumerate(other.steps, start=1):
                    if step.thing == across.thing:
                        conflicts.append((one.owner.name, first, other.owner.name, second))
    _template(draft, (job_set, place_set), duration, tuple(conflicts))
    repeated = any(
        len({step.thing for step in route.steps}) != len(route.steps) for route in routes
    )
    if repeated:
        draft.doubt(0.3, "a job comes twice to a machine")
    return draft


def _template(
    draft: Draft, sets: tuple[str, str], duration: str, conflicts: tuple[Member, ...]
) -> None:
    jobs, steps = sets
    pairs = draft.set_with("conflicts", conflicts, "steps of two jobs that need the same machine")
    start = draft.variable("start", (jobs, steps), meaning="when a step begins")
    end = draft.variable("completion", meaning="when the last job ends")
    first = draft.variable(
        "comes_first", (pairs,), Domain.BINARY, meaning="1 if the first job of the pair goes first"
    )
    order = draft.line_of("order", "sequence")
    alone = draft.line_of("one at a time", "at a time", "one time", "at any given time", "only one")
    horizon = f"sum({duration}[h, s] for h in {jobs} for s in {steps})"
    draft.constrain(
        "steps_in_order",
        f"{start}[j, k] >= {start}[j, k - 1] + {duration}[j, k - 1]",
        f"j in {jobs}, k in {steps} if k > 1",
        line=order,
    )
    draft.constrain(
        "first_then_second",
        f"{start}[j, l] >= {start}[i, k] + {duration}[i, k] "
        f"- {horizon} * (1 - {first}[i, k, j, l])",
        f"i, k, j, l in {pairs}",
        line=alone,
        meaning="one at a time on a machine, the first job of the pair first",
    )
    draft.constrain(
        "second_then_first",
        f"{start}[i, k] >= {start}[j, l] + {duration}[j, l] - {horizon} * {first}[i, k, j, l]",
        f"i, k, j, l in {pairs}",
        line=alone,
        meaning="one at a time on a machine, the second job of the pair first",
    )
    draft.constrain(
        "completion_after_all",
        f"{end} >= {start}[j, k] + {duration}[j, k]",
        f"j in {jobs}, k in {steps}",
        line=draft.case.goal.line if draft.case.goal else None,
    )
    draft.optimize(Sense.MINIMIZE, end, "time when the last job ends")
    draft.assumptions.append("A step that has begun is not interrupted.")


FAMILY: Final = Family(
    name="job shop",
    roles={
        "jobs": "one kind, the owners of the routes",
        "machines": "another kind, the places of the routes",
        "duration": "one figure for each link of a route",
    },
    fill=_fill,
    understood=rules(
        "order sequence",
        "order must",
        "without interruption",
        "continuously",
        "one time",
        "only one",
        "mandatory order",
        "sequence pairs",
        "predetermined sequence",
        "specific sequence",
    ),
)
