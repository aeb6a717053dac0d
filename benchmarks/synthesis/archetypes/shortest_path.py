"""Shortest path: the best way from one place to another."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.synthesis.arcs import arcs_told, layered
from optimoot.benchmarks.synthesis.draft import Archetype, Draft, Show
from optimoot.benchmarks.synthesis.phrases import goal, who
from optimoot.benchmarks.synthesis.telling import Column
from optimoot.benchmarks.synthesis.words import TOWNS
from optimoot.formulation import Domain, Sense

_SCENES: Final = (
    ("school bus company", "length", "kilometers", "road", "a bus"), ("drone courier", "flying time", "minutes", "leg", "a drone"),
    ("mountain guide", "walking time", "minutes", "trail", "a group"), ("canal boat club", "lock fees", "money", "canal", "a boat"),
    ("heavy haulage firm", "toll", "money", "road", "a crane"), ("cable layer", "laying cost", "money", "trench", "a cable"),
)  # fmt: skip


def _write(d: Draft) -> None:
    kind, measure, unit, link, mover = d.pick(*_SCENES)
    d.scene = kind
    start, *middle, end = d.members("V", d.some(TOWNS, 6, 9), "places")
    arcs = d.pairs("A", layered(d, start, middle, end), f"{link}s, each from one place to another")
    money = unit == "money"
    weight = d.parameter(
        "weight",
        {a: d.amount(4, 80) for a in arcs},
        "A",
        meaning=measure,
        show=Show.MONEY if money else Show.PLAIN,
    )
    d.variable("use", "A", meaning=f"whether each {link} is used", domain=Domain.BINARY)
    total = f"total {measure}"
    d.objective(Sense.MINIMIZE, "sum(weight[i, j] * use[i, j] for (i, j) in A)", meaning=total)
    d.constraint(
        "leaves",
        f"sum(use[i, j] for (i, j) in A if i == '{start}') == 1",
        meaning=f"the way begins in {start}",
    )
    d.constraint("goes_on", "sum(use[i, j] for (i, j) in A if j == v) == sum(use[i, j] for (i, j) in A if i == v)",
                 f"v in V if v != '{start}' and v != '{end}'", meaning="whoever comes to a place between goes on from it")  # fmt: skip
    first, actor = who(d, kind)
    d.say(
        d.pick(
            f"{first} has to get {mover} from {start} to {end}",
            f"{mover} of {first} has to go from {start} to {end}",
            f"a route from {start} to {end} is needed for {mover} by {first}",
            f"from {start}, {first} wants to bring {mover} to {end}",
        ), "leaves",
    )  # fmt: skip
    told = "" if money else f" {unit}"
    verb = {"length": "is {} kilometers long", "flying time": "takes {} minutes", "walking time": "takes {} minutes",
            "lock fees": "costs {} in lock fees", "toll": "costs a toll of {}", "laying cost": "costs {} to lay"}[measure]  # fmt: skip
    arcs_told(
        d, arcs, link, [Column(weight, measure.capitalize(), verb, f"the {measure}", told.strip())]
    )
    d.paragraph()
    d.say(
        d.pick(
            f"each {link} can be taken only in the direction given",
            f"the {link}s lead one way only, as listed",
        )
    )
    d.say(
        d.pick(
            "a single unbroken route is sought, which continues from each place it comes to",
            f"it must be one unbroken route over these {link}s, so from every place on the way it goes on",
            f"the route has to be connected: where it enters a place other than {end}, it leaves it again",
        ),
        "goes_on",
    )
    goal(
        d,
        Sense.MINIMIZE,
        total,
        d.pick(f"which {link}s to take", f"the route from {start} to {end}"),
        actor,
    )


ARCHETYPE = Archetype("shortest-path", "The best way from one place to another.", _write)
