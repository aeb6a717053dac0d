"""Assignment: each task to one worker at the least cost or the greatest worth; fleets to routes."""

from __future__ import annotations

from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.columns import Column
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family, rules
from optimoot.agents.archetypes.wording import stems
from optimoot.formulation import Domain, Sense

_ASSIGN: Final = stems(
    "assign assigned assigns assigning assignment allocate allocated matching match"
)
_COST: Final = stems("cost costs price time expense distance")
_HAS: Final = stems("availability available supply number fleet stock")
_NEEDS: Final = stems("demand demands requirement need passengers")
_CARRIES: Final = stems("capability capabilities capacity capacities carry productivity rate")
_ONE: Final = (
    "one person",
    "one worker",
    "one task",
    "one job",
    "exactly one",
    "only one",
    "at most one",
    "one to one",
    "each to one",
    "a different",
    "one machine",
    "one project",
)


def _plain(case: Case) -> Draft | None:
    grids = case.columns_of(2)
    goal = case.goal
    if len(case.columns) != 1 or len(grids) != 1 or goal is None or case.loose:
        return None
    grid = grids[0]
    if grid.is_square or not grid.is_full or not _ASSIGN & case.stems:
        return None
    if not case.mentions(*_ONE) or stems("makespan sequence sequences") & case.stems:
        return None
    workers, tasks = grid.kinds
    draft = Draft(case, "assignment")
    people, jobs = draft.set_of(workers, "workers"), draft.set_of(tasks, "tasks")
    worth = draft.values(grid, "worth" if goal.sense is Sense.MAXIMIZE else "cost")
    does = draft.variable("assigned", (people, jobs), Domain.BINARY, meaning="1 if assigned")
    line = draft.line_of("one", "assign")
    fewer, more = len(workers) < len(tasks), len(workers) > len(tasks)
    draft.constrain(
        "each_worker",
        f"sum({does}[i, j] for j in {jobs}) {'<=' if more else '=='} 1",
        f"i in {people}",
        line=line,
    )
    draft.constrain(
        "each_task",
        f"sum({does}[i, j] for i in {people}) {'<=' if fewer else '=='} 1",
        f"j in {jobs}",
        line=line,
    )
    total = f"sum({worth}[i, j] * {does}[i, j] for i in {people} for j in {jobs})"
    draft.optimize(goal.sense, total, "worth" if goal.sense is Sense.MAXIMIZE else "cost")
    if fewer or more:
        draft.doubt(0.1, "not as many workers as tasks")
    return draft


def _fleet(case: Case) -> Draft | None:
    grids = case.columns_of(2)
    goal = case.goal
    if len(case.columns) != 4 or len(grids) != 2 or goal is None:
        return None
    if goal.sense is not Sense.MINIMIZE or {*grids[0].kinds} != {*grids[1].kinds}:
        return None
    costs = [g for g in grids if _COST & set(g.words) and not _CARRIES & set(g.words)]
    carries = [g for g in grids if _CARRIES & set(g.words) and g not in costs]
    if len(costs) != 1 or len(carries) != 1 or costs[0].is_square:
        return None
    has = [c for c in case.columns_of(1) if _HAS & set(c.words)]
    needs = [c for c in case.columns_of(1) if _NEEDS & set(c.words) and c not in has]
    if len(has) != 1 or len(needs) != 1 or has[0].kinds[0] is needs[0].kinds[0]:
        return None
    return _fleet_model(case, costs[0], carries[0], has[0], needs[0])


def _fleet_model(case: Case, cost: Column, carries: Column, has: Column, need: Column) -> Draft:
    draft = Draft(case, "fleet assignment")
    fleet, routes = draft.set_of(has.kinds[0]), draft.set_of(need.kinds[0])
    straight = cost.kinds[0] is has.kinds[0]
    names = {
        "cost": draft.values(cost, "cost"),
        "carries": draft.values(carries, "capability"),
        "has": draft.values(has, "available"),
        "need": draft.values(need, "demand"),
    }
    used = draft.variable("assigned", (fleet, routes), Domain.INTEGER, meaning="number assigned")
    pair = "i, j" if straight else "j, i"
    carried = "i, j" if carries.kinds[0] is has.kinds[0] else "j, i"
    draft.constrain(
        "available",
        f"sum({used}[i, j] for j in {routes}) <= {names['has']}[i]",
        f"i in {fleet}",
        line=draft.line_of("available", "availability"),
    )
    draft.constrain(
        "demand_met",
        f"sum({names['carries']}[{carried}] * {used}[i, j] for i in {fleet}) >= {names['need']}[j]",
        f"j in {routes}",
        line=draft.line_of("demand"),
    )
    total = f"sum({names['cost']}[{pair}] * {used}[i, j] for i in {fleet} for j in {routes})"
    draft.optimize(Sense.MINIMIZE, total, "cost")
    draft.assumptions.append(f"Whole numbers, being counted: {has.kinds[0].name}.")
    return draft


ASSIGNMENT: Final = Family(
    name="assignment",
    roles={"workers, tasks": "two kinds", "cost or worth": "workers × tasks"},
    fill=_plain,
    understood=rules("exactly one", "only one", "one each", "one task", "one job"),
)
FLEET: Final = Family(
    name="fleet assignment",
    roles={
        "fleet, routes": "two kinds",
        "cost, capability": "fleet × routes",
        "available": "of each of the fleet",
        "demand": "of each route",
    },
    fill=_fleet,
    understood=rules("not exceed available", "demand satisfied", "demand satisfies"),
)
