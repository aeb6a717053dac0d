"""Greatest flow: how much can be sent through a network."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.synthesis.arcs import arcs_told, layered
from optimoot.benchmarks.synthesis.draft import Archetype, Draft
from optimoot.benchmarks.synthesis.phrases import at_most, divisible, goal, who
from optimoot.benchmarks.synthesis.telling import Column
from optimoot.benchmarks.synthesis.words import TOWNS
from optimoot.formulation import Sense

_SCENES: Final = (
    ("road authority", "vehicles per minute", "road"), ("internet provider", "gigabits per second", "cable"),
    ("irrigation district", "liters per second", "ditch"), ("oil company", "barrels per hour", "pipeline"),
    ("rail operator", "trains per hour", "track"), ("power grid operator", "megawatts", "line"),
    ("evacuation office", "people per minute", "corridor"),
)  # fmt: skip


def _write(d: Draft) -> None:
    kind, units, link = d.pick(*_SCENES)
    d.scene = kind
    start, *middle, end = d.members("V", d.some(TOWNS, 5, 8), "places")
    arcs = d.pairs("A", layered(d, start, middle, end), f"{link}s, each from one place to another")
    room = d.parameter(
        "room", {a: d.amount(5, 60) for a in arcs}, "A", meaning="capacity", unit=units
    )
    d.variable("flow", "A", meaning=f"{units} on each {link}", unit=units)
    what = units.split(" ")[0]
    total = d.pick(f"flow from {start} to {end}", f"total flow that arrives in {end}")
    d.objective(Sense.MAXIMIZE, f"sum(flow[i, j] for (i, j) in A if j == '{end}')", meaning=total)
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
            f"{first} studies how many {units} can get from {start} to {end}",
            f"{first} has a network of {link}s between {start} and {end}",
            f"between {start} and {end}, {first} runs a network with junctions in {d.listed(middle)}",
            f"as many {what} as possible are to travel from {start} to {end} through the network of {first}".rstrip(
                ","
            ),
        )
    )
    arcs_told(
        d,
        arcs,
        link,
        [
            Column(
                room,
                "Capacity",
                d.pick(
                    f"carries {at_most(d, '{}')} {units}",
                    f"has a capacity of {{}} {units}",
                    f"can take {{}} {units} at most",
                ),
                "the capacity",
                units,
                ("within",),
            )
        ],
    )
    d.paragraph()
    d.say(
        d.pick(
            f"whatever flows into {d.listed(middle, 'or')} must flow out of it as well",
            f"in {d.listed(middle)}, inflow and outflow are equal",
            f"{d.listed(middle)} only pass on what they receive",
        ),
        "passed_on",
    )
    d.say(
        d.pick(f"each {link} can be used only in the direction stated", f"the {link}s are one-way")
    )
    d.say(divisible(d, "flows"))
    goal(
        d,
        Sense.MAXIMIZE,
        total,
        d.pick(f"the flow on each {link}", f"how much should pass over each {link}"),
        actor,
    )


ARCHETYPE = Archetype("greatest-flow", "How much can be sent through a network.", _write)
