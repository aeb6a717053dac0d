"""Facility location: which sites to open, and who is served from where."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.synthesis.draft import Archetype, Draft, Show
from optimoot.benchmarks.synthesis.phrases import at_most, divisible, goal, who
from optimoot.benchmarks.synthesis.telling import Column, matrix, records
from optimoot.benchmarks.synthesis.words import TOWNS
from optimoot.formulation import Domain, Sense

_SCENES: Final = (
    ("furniture chain", "warehouse", "store", "pallet"),
    ("ambulance trust", "supply base", "clinic", "crate"),
    ("dairy group", "cooling depot", "supermarket", "tank"),
    ("book wholesaler", "hub", "bookshop", "box"),
    ("waste company", "sorting plant", "borough", "ton"),
    ("tire importer", "yard", "garage", "batch"),
)


def _write(d: Draft) -> None:
    kind, site, client, unit = d.pick(*_SCENES)
    d.scene = kind
    units = "boxes" if unit == "box" else "batches" if unit == "batch" else f"{unit}s"
    places = d.some(TOWNS, 6, 8)
    cut = 3 if len(places) < 8 else 4
    sites = d.members("S", places[:cut], f"{site}s")
    clients = d.members("C", places[cut:], f"{client}s")
    need = {c: d.amount(10, 60, 5) for c in clients}
    total_need = sum(need.values())
    demand = d.parameter("demand", need, "C", meaning="demand", unit=units)
    room = d.parameter(
        "room",
        {s: d.amount(total_need * 0.4, total_need * 0.75, 5) for s in sites},
        "S",
        meaning="capacity",
        unit=units,
    )
    fixed = d.parameter(
        "fixed",
        {s: d.amount(total_need * 3, total_need * 9, 50) for s in sites},
        "S",
        meaning="cost of opening",
        show=Show.MONEY,
    )
    cost = d.parameter(
        "cost",
        {(s, c): d.amount(2, 30) for s in sites for c in clients},
        "S",
        "C",
        meaning=f"cost of delivering a {unit}",
        show=Show.MONEY,
    )
    d.variable("open", "S", meaning=f"whether each {site} is opened", domain=Domain.BINARY)
    d.variable("serve", "S", "C", meaning=f"{units} delivered", unit=units)
    total = d.pick(
        "total cost", "sum of opening and delivery costs", "total cost of opening and delivery"
    )
    d.objective(
        Sense.MINIMIZE,
        "sum(fixed[s] * open[s] for s in S) + sum(cost[s, c] * serve[s, c] for s in S for c in C)",
        meaning=total,
    )
    d.constraint(
        "served",
        "sum(serve[s, c] for s in S) == demand[c]",
        "c in C",
        meaning=f"every {client} gets its demand",
    )
    d.constraint(
        "capacity",
        "sum(serve[s, c] for c in C) <= room[s] * open[s]",
        "s in S",
        meaning=f"only open {site}s deliver, within their capacity",
    )
    first, actor = who(d, kind)
    d.say(
        d.pick(
            f"{first} looks for places for its {site}s: it may open one in {d.listed(sites, 'or')}, or several of them",
            f"to supply {client}s in {d.listed(clients)}, {first} may rent {site}s in {d.listed(sites)}",
            f"{site}s can be opened in {d.listed(sites)} by {first}, and there are {client}s in {d.listed(clients)} to be served",
        )
    )

    def tell_sites() -> None:
        records(d, site.capitalize(), sites, [
            Column(fixed, "Opening cost", d.pick("costs {} to open", "can be opened for {}"), f"the cost of opening a {site}"),
            Column(room, "Capacity", d.pick(f"can handle {at_most(d, '{}')} {units}", f"has room for {{}} {units}"), "the capacity", units),
        ], subject=lambda s: f"a {site} in {s}", named=lambda s: s)  # fmt: skip

    def tell_clients() -> None:
        records(d, client.capitalize(), clients, [Column(demand, "Demand", d.pick(f"needs {{}} {units}", f"orders {{}} {units}"), "the demand", units, ("served",))],
                subject=lambda c: f"the {client} in {c}", named=lambda c: f"the {client} in {c}")  # fmt: skip

    def tell_cost() -> None:
        matrix(d, sites, clients, cost, header="Cost", corner=f"{site.capitalize()} / {client}",
               lead=lambda s: d.pick(f"delivering a {unit} from {s} costs", f"from {s}, the delivery of one {unit} costs", f"each {unit} that leaves {s} costs"),
               cell="{} to {}", intro=d.pick(f"the cost of delivering a {unit}", f"the delivery cost per {unit}"))  # fmt: skip

    parts = [tell_sites, tell_clients, tell_cost]
    d.chance.shuffle(parts)
    for part in parts:
        part()
    d.paragraph()
    d.say(
        d.pick(
            f"every {client} has to get exactly its demand",
            "all demands must be met exactly",
            f"what each {client} asks for has to be delivered, no more and no less",
        )
    )
    d.say(
        d.pick(
            f"a {site} can deliver only if it is opened, and never beyond its capacity",
            f"only opened {site}s can deliver, each within its capacity",
            f"nothing can be delivered from a {site} that is not opened, nor more than the capacity from one that is",
        ),
        "capacity",
    )
    d.say(
        d.pick(
            f"a {client} may be supplied from several {site}s",
            f"deliveries to a {client} may be divided among {site}s",
        )
    )
    d.say(divisible(d, "deliveries"))
    goal(
        d,
        Sense.MINIMIZE,
        total,
        d.pick(
            f"which {site}s to open and how much to deliver from where",
            f"where to open {site}s and which {client} gets how much from each",
        ),
        actor,
    )


ARCHETYPE = Archetype(
    "facility-location", "Which sites to open, and who is served from where.", _write
)
