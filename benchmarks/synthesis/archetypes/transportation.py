"""Transportation: shipping from sources to destinations at the least cost."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.synthesis.draft import Archetype, Draft, Show
from optimoot.benchmarks.synthesis.phrases import at_most, divisible, goal, who
from optimoot.benchmarks.synthesis.telling import Column, matrix, records
from optimoot.benchmarks.synthesis.words import TOWNS
from optimoot.formulation import Sense

_SCENES: Final = (
    ("grain trader", "silo", "mill", "ton", "wheat"),
    ("brewery", "brewhouse", "depot", "barrel", "beer"),
    ("brick maker", "kiln", "building site", "pallet", "bricks"),
    ("nursery", "greenhouse", "garden shop", "crate", "seedlings"),
    ("oil company", "terminal", "station", "cubic meter", "diesel"),
    ("paper company", "mill", "printer", "roll", "newsprint"),
    ("relief agency", "store", "camp", "truckload", "rice"),
    ("cement producer", "plant", "silo", "ton", "cement"),
)


def _write(d: Draft) -> None:
    kind, source, target, unit, ware = d.pick(*_SCENES)
    d.scene = kind
    places = d.some(TOWNS, 5, 8)
    cut = d.pick(2, 2, 3)
    sources = d.members("S", places[:cut], f"{source}s")
    targets = d.members("T", places[cut:], f"{target}s")
    need = {place: d.amount(10, 90, 5) for place in targets}
    room = sum(need.values()) * d.chance.uniform(1.0, 1.25)
    weights = [d.chance.uniform(0.6, 1.4) for _ in sources]
    units = f"{unit}s"
    cost = d.parameter(
        "cost",
        {(s, t): d.amount(2, 40) for s in sources for t in targets},
        "S",
        "T",
        meaning=f"cost per {unit}",
        show=Show.MONEY,
    )
    d.variable("ship", "S", "T", meaning=f"{units} shipped", unit=units)
    total = d.pick(
        "transport cost", "total shipping cost", "cost of transport", "total freight bill"
    )
    d.objective(Sense.MINIMIZE, "sum(cost[s, t] * ship[s, t] for s in S for t in T)", meaning=total)
    supply = d.parameter(
        "supply",
        {
            s: d.amount(
                5 * (1 + room * w / sum(weights) // 5), 5 * (2 + room * w / sum(weights) // 5), 5
            )
            for s, w in zip(sources, weights, strict=True)
        },
        "S",
        meaning="supply",
        unit=units,
    )
    demand = d.parameter("demand", need, "T", meaning="demand", unit=units)
    d.constraint(
        "supplied",
        "sum(ship[s, t] for t in T) <= supply[s]",
        "s in S",
        meaning="no source ships more than it has",
    )
    d.constraint(
        "demanded",
        "sum(ship[s, t] for s in S) >= demand[t]",
        "t in T",
        meaning="every destination gets what it needs",
    )
    first, actor = who(d, kind)
    d.say(
        d.pick(
            f"{first} sends {ware} from {source}s in {d.listed(sources)} to {target}s in {d.listed(targets)}",
            f"{ware} is delivered to {target}s in {d.listed(targets)} by {first}; it comes from {source}s in {d.listed(sources)}"
            if not ware.endswith("s")
            else f"{target}s in {d.listed(targets)} get their {ware} from the {source}s of {first} in {d.listed(sources)}",
            f"{first} has {source}s in {d.listed(sources)}, from which it supplies {ware} to {target}s in {d.listed(targets)}",
        )
    )

    def tell_supply() -> None:
        records(
            d,
            source.capitalize(),
            sources,
            [
                Column(
                    supply,
                    "Supply",
                    d.pick(
                        f"can ship {at_most(d, '{}')} {units}",
                        f"has {{}} {units} to give",
                        f"holds a stock of {{}} {units}",
                    ),
                    "the available supply",
                    units,
                    ("supplied",),
                )
            ],
            subject=lambda s: f"the {source} in {s}",
            named=lambda s: f"the {source} in {s}",
        )

    def tell_demand() -> None:
        records(
            d,
            target.capitalize(),
            targets,
            [
                Column(
                    demand,
                    "Demand",
                    d.pick(
                        f"needs at least {{}} {units}",
                        f"must receive {{}} {units} or more",
                        f"requires at least {{}} {units}",
                    ),
                    "the minimum demand",
                    units,
                    ("demanded",),
                )
            ],
            subject=lambda t: f"the {target} in {t}",
            named=lambda t: f"the {target} in {t}",
        )

    def tell_cost() -> None:
        matrix(
            d,
            sources,
            targets,
            cost,
            header="Cost",
            corner=f"{source.capitalize()} / {target}",
            lead=lambda s: d.pick(
                f"from {s}, a {unit} costs",
                f"sending a {unit} from {s} costs",
                f"shipping one {unit} from {s} comes to",
                f"the freight for a {unit} out of {s} is",
            ),
            cell="{} to {}",
            intro=d.pick(
                f"the cost of shipping a {unit}",
                f"the freight per {unit}",
                f"the price of moving one {unit}",
            ),
        )

    parts = [tell_supply, tell_demand, tell_cost]
    d.chance.shuffle(parts)
    for part in parts:
        part()
    d.paragraph()
    d.say(
        d.pick(
            "no destination may be left short, and no stock may be overdrawn",
            "every demand has to be met out of the supplies",
            "what is sent out cannot exceed the supplies, and all needs have to be met",
        )
    )
    d.say(divisible(d, "shipments"))
    goal(
        d,
        Sense.MINIMIZE,
        total,
        d.pick(
            f"how many {units} to send on each route",
            "how much to ship from where to where",
            f"the shipments from each {source} to each {target}",
        ),
        actor,
    )


ARCHETYPE = Archetype(
    "transportation", "Shipping from sources to destinations at the least cost.", _write
)
