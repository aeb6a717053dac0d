"""Cheapest flow: through a network with capacities from where things are to where they are due."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.synthesis.arcs import arcs_told, layered
from optimoot.benchmarks.synthesis.draft import Archetype, Draft, Show
from optimoot.benchmarks.synthesis.phrases import at_most, divisible, goal, who
from optimoot.benchmarks.synthesis.telling import Column
from optimoot.benchmarks.synthesis.words import TOWNS
from optimoot.formulation import Sense

_SCENES: Final = (
    ("gas utility", "gas", "unit", "pipeline"), ("water board", "water", "megaliter", "canal"),
    ("timber company", "logs", "truckload", "road"), ("salt trader", "salt", "ton", "rail line"),
    ("parcel network", "parcels", "container", "route"), ("sugar refiner", "raw sugar", "wagon", "rail line"),
)  # fmt: skip


def _write(d: Draft) -> None:
    kind, ware, unit, link = d.pick(*_SCENES)
    d.scene = kind
    units = f"{unit}s"
    places = d.some(TOWNS, 5, 7)
    start, *middle, end = d.members("V", places, "places")
    arcs = d.pairs("A", layered(d, start, middle, end), f"{link}s, each from one place to another")
    room = d.parameter(
        "room", {a: d.amount(8, 40) for a in arcs}, "A", meaning="capacity", unit=units
    )
    cost = d.parameter(
        "cost", {a: d.amount(2, 20) for a in arcs}, "A", meaning=f"cost per {unit}", show=Show.MONEY
    )
    bottleneck = min(
        sum(room[(a,)] for a in arcs if a[0] == start), sum(room[(a,)] for a in arcs if a[1] == end)
    )
    due = d.parameter(
        "due", d.amount(bottleneck * 0.45, bottleneck * 0.8), meaning=f"{units} to send", unit=units
    )
    d.variable("flow", "A", meaning=f"{units} on each {link}", unit=units)
    total = d.pick("total cost", "cost of transport", "total transport cost")
    d.objective(Sense.MINIMIZE, "sum(cost[i, j] * flow[i, j] for (i, j) in A)", meaning=total)
    d.constraint(
        "arrives",
        f"sum(flow[i, j] for (i, j) in A if j == '{end}') == due",
        meaning="all of it arrives",
    )
    d.constraint("passed_on", "sum(flow[i, j] for (i, j) in A if j == v) == sum(flow[i, j] for (i, j) in A if i == v)",
                 f"v in V if v != '{start}' and v != '{end}'", meaning="what comes in goes out")  # fmt: skip
    d.constraint(
        "within",
        "flow[i, j] <= room[i, j]",
        "(i, j) in A",
        meaning=f"no {link} carries more than it can",
    )
    first, actor = who(d, kind)
    d.say(
        d.pick(
            f"{first} has to send {due.told()} {units} of {ware} from {start} to {end}",
            f"{due.told()} {units} of {ware} are to be brought from {start} to {end} by {first}",
            f"in {end}, {due.told()} {units} of {ware} are due, and {first} has them in {start}",
        ), "arrives",
    )  # fmt: skip
    d.say(
        d.pick(
            f"exactly this quantity has to arrive; it can be split over several {link}s",
            f"the whole of it has to arrive, and no more, over one or several {link}s",
        )
    )
    arcs_told(d, arcs, link, [
        Column(room, "Capacity", d.pick(f"can carry {at_most(d, '{}')} {units}", f"has a capacity of {{}} {units}"), "the capacity", units, ("within",)),
        Column(cost, f"Cost per {unit}", d.pick(f"costs {{}} per {unit}", f"is used at a cost of {{}} per {unit}"), f"the cost per {unit}"),
    ])  # fmt: skip
    d.paragraph()
    d.say(
        d.pick(
            f"everything that reaches {d.listed(middle, 'or')} has to leave it again",
            f"nothing can be stored in, added at or taken away in {d.listed(middle, 'or')}",
        ),
        "passed_on",
    )
    d.say(
        d.pick(
            f"a {link} can be used in the direction given only",
            f"each {link} works in the stated direction only",
        )
    )
    d.say(divisible(d, "flows"))
    goal(
        d,
        Sense.MINIMIZE,
        total,
        d.pick(f"how much to send over each {link}", f"the {units} on every {link}"),
        actor,
    )


ARCHETYPE = Archetype(
    "cheapest-flow",
    "Sending a quantity through a network with capacities at the least cost.",
    _write,
)
