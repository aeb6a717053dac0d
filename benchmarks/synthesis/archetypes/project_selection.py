"""Project selection: which projects to start within yearly budgets and rules among them."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.synthesis.draft import Archetype, Draft, Show
from optimoot.benchmarks.synthesis.phrases import at_most, goal, who
from optimoot.benchmarks.synthesis.telling import Column, records
from optimoot.formulation import Domain, Sense

_SCENES: Final = (
    ("city council", "project", ("tram line", "ice rink", "library wing", "flood wall", "bike lanes", "market hall", "solar roof")),
    ("drug maker", "study", ("asthma study", "migraine study", "insulin study", "vaccine study", "eczema study", "arthritis study")),
    ("film fund", "film", ("western", "musical", "documentary", "thriller", "comedy", "period drama", "animation")),
    ("mining company", "venture", ("copper pit", "zinc shaft", "tailings plant", "gold reef", "nickel drill", "salt works")),
    ("university", "program", ("robotics lab", "herbarium", "wind tunnel", "language center", "archive", "telescope", "clean room")),
    ("software house", "release", ("mobile app", "report engine", "plug-in store", "voice assistant", "map view", "audit trail")),
)  # fmt: skip
_YEARS: Final = ("this year", "next year", "the year after")


def _write(d: Draft) -> None:
    kind, thing, pool = d.pick(*_SCENES)
    d.scene = kind
    projects = d.members("P", d.some(pool, 5, 7), f"{thing}s")
    years = _YEARS[: d.pick(1, 2, 2)]
    scale = d.pick(1, 10, 100)
    things = "studies" if thing == "study" else f"{thing}s"
    costs = [{p: d.amount(4, 30) * scale for p in projects} for _ in years]
    worth = d.parameter(
        "worth",
        {p: d.amount(0.9, 1.8, 0.01) * sum(c[p] for c in costs) // 1 for p in projects},
        "P",
        meaning="present value",
        show=Show.MONEY,
    )
    d.variable("start", "P", meaning=f"whether each {thing} is started", domain=Domain.BINARY)
    total = d.pick("total present value", "sum of the present values")
    d.objective(Sense.MAXIMIZE, "sum(worth[p] * start[p] for p in P)", meaning=total)
    columns = [
        Column(
            worth,
            "Present value",
            d.pick("has a present value of {}", "is valued at {}"),
            "the present value",
        )
    ]
    limits: list[tuple[str, ...]] = []
    for place, (year, cost_of) in enumerate(zip(years, costs, strict=True), start=1):
        cost = d.parameter(f"cost_{place}", cost_of, "P", meaning=f"cost {year}", show=Show.MONEY)
        budget = d.parameter(
            f"budget_{place}",
            d.amount(sum(cost_of.values()) * 0.4, sum(cost_of.values()) * 0.65, scale),
            meaning=f"budget {year}",
            show=Show.MONEY,
        )
        d.constraint(
            f"budget_kept_{place}",
            f"sum(cost_{place}[p] * start[p] for p in P) <= budget_{place}",
            meaning=f"within the budget of {year}",
        )
        columns.append(
            Column(
                cost,
                f"Cost {year}",
                d.pick(f"costs {{}} {year}", f"requires {{}} {year}"),
                f"the cost {year}",
            )
        )
        limits.append(
            (
                d.pick(
                    f"the budget for {year} is {budget.told()}",
                    f"{at_most(d, budget.told())} can be spent {year}",
                    f"spending {year} must not exceed {budget.told()}",
                ),
                f"budget_kept_{place}",
            )
        )
    first, actor = who(d, kind)
    d.say(
        d.pick(
            f"{first} has received proposals for these {things}: {d.listed(projects)}",
            f"{first} decides on new {things} and can choose among {d.listed(projects)}",
            f"not all of the {things} that {first} would like ({d.listed(projects)}) can be paid for",
        )
    )
    records(
        d,
        thing.capitalize(),
        projects,
        columns,
        subject=lambda p: f"the {p}",
        named=lambda p: f"the {p}",
    )
    ranked = sorted(projects, key=lambda p: worth[p] / sum(c[p] for c in costs), reverse=True)
    if d.maybe(0.7):
        one, other = ranked[0], d.pick(*ranked[1:3])
        d.constraint(
            "one_of",
            f"start['{one}'] + start['{other}'] <= 1",
            meaning=f"not both {one} and {other}",
        )
        limits.append(
            (
                d.pick(
                    f"the {one} and the {other} exclude each other",
                    f"at most one of the {one} and the {other} can be started",
                    f"the {one} cannot be combined with the {other}",
                ),
                "one_of",
            )
        )
    if d.maybe(0.5):
        one, other = ranked[1 if len(limits) == len(years) else 2], ranked[-1]
        d.constraint(
            "needs", f"start['{one}'] <= start['{other}']", meaning=f"{one} only with {other}"
        )
        limits.append(
            (
                d.pick(
                    f"the {one} makes sense only if the {other} is started as well",
                    f"the {one} depends on the {other} and cannot be started without it",
                ),
                "needs",
            )
        )
    if d.maybe(0.5):
        most = d.parameter("most", d.amount(2, max(2, len(projects) - 3)), meaning=f"most {things}")
        d.constraint("count", "sum(start[p] for p in P) <= most", meaning=f"not too many {things}")
        limits.append(
            (
                d.pick(
                    f"the staff can handle {at_most(d, most.told())} {things}",
                    f"{at_most(d, most.told())} {things} can be started",
                    f"no more {things} than {most.told()} can be managed",
                ),
                "count",
            )
        )
    limits.append(
        (
            d.pick(
                f"a {thing} is started once and as a whole, or not at all",
                f"{things} cannot be started in part, and none can be started more than once",
                f"each {thing} can be started once, or not at all",
            ),
        )
    )
    d.in_any_order(*limits)
    goal(
        d,
        Sense.MAXIMIZE,
        total,
        d.pick(f"which {things} to start", f"the {things} to go ahead with"),
        actor,
    )


ARCHETYPE = Archetype(
    "project-selection", "Which projects to start within budgets and rules among them.", _write
)
