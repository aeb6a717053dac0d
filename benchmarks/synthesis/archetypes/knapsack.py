"""Knapsack: which things to take within one or two capacities."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.synthesis.draft import Archetype, Draft, Show
from optimoot.benchmarks.synthesis.phrases import at_most, goal, who
from optimoot.benchmarks.synthesis.telling import Column, records
from optimoot.benchmarks.synthesis.words import with_article as _a
from optimoot.formulation import Domain, Sense

_SCENES: Final = (
    ("museum", "exhibit", "exhibits", "to lend to a traveling show",
     ("bronze mask", "silk robe", "globe", "harp", "tapestry", "sundial", "armor", "mosaic", "scroll"),
     "public interest", "points", (("weight", "kilograms", "weighs {} kilograms"), ("insurance units", "units", "counts for {} insurance units"))),
    ("courier service", "parcel", "parcels", "to load on the evening van",
     ("Amber", "Cobalt", "Crimson", "Ivory", "Jade", "Lilac", "Ochre", "Teal", "Violet"),
     "fee", "money", (("weight", "kilograms", "weighs {} kilograms"), ("volume", "liters", "fills {} liters"))),
    ("space agency", "instrument", "instruments", "to mount on a probe",
     ("spectrometer", "magnetometer", "camera", "radar", "seismometer", "altimeter", "dust counter", "radiometer"),
     "scientific value", "points", (("mass", "kilograms", "has a mass of {} kilograms"), ("power draw", "watts", "draws {} watts"))),
    ("radio station", "segment", "segments", "to broadcast in the morning show",
     ("weather talk", "quiz", "interview", "news digest", "comedy sketch", "book review", "sports recap", "live song"),
     "expected audience", "households", (("airtime", "minutes", "takes {} minutes of airtime"), ("staff time", "hours", "takes {} hours of staff time"))),
    ("moving company", "box", "boxes", "to put on the last truck",
     ("kitchen box", "library box", "tool box", "china box", "wardrobe box", "toy box", "studio box", "cellar box"),
     "value", "money", (("volume", "cubic feet", "takes up {} cubic feet"), ("weight", "pounds", "weighs {} pounds"))),
    ("research lab", "experiment", "experiments", "to run this month",
     ("laser test", "fatigue test", "ion scan", "thermal cycle", "vacuum run", "drop test", "creep test", "x-ray scan"),
     "merit", "points", (("lab time", "hours", "needs {} hours of lab time"), ("coolant", "liters", "uses {} liters of coolant"))),
)  # fmt: skip


def _write(d: Draft) -> None:
    kind, thing, things, purpose, pool, worth_name, worth_unit, capacities = d.pick(*_SCENES)
    d.scene = kind
    items = d.members("K", d.some(pool, 5, 9), things)
    worth = d.parameter("worth", {i: d.amount(8, 95) for i in items}, "K", meaning=worth_name,
                        show=Show.MONEY if worth_unit == "money" else Show.PLAIN)  # fmt: skip
    d.variable("take", "K", meaning=f"whether each is chosen {purpose}", domain=Domain.BINARY)
    total = f"total {worth_name}"
    d.objective(Sense.MAXIMIZE, "sum(worth[k] * take[k] for k in K)", meaning=total)
    first, actor = who(d, kind)
    d.say(
        d.pick(
            f"{first} has to select {things} {purpose}",
            f"{first} cannot take every one of its {things} and must choose which of them {purpose}",
            f"a choice of {things} {purpose} is to be made at {first}",
            f"which {things} should {first} choose {purpose}?",
        )
    )
    unit = "" if worth_unit == "money" else f" {worth_unit}"
    columns = [
        Column(
            worth,
            worth_name.capitalize(),
            d.pick(
                f"has {_a(worth_name)} of {{}}{unit}",
                f"is rated at {{}}{unit} of {worth_name}"
                if unit
                else f"brings {worth_name} of {{}}"
                if worth_name == "value"
                else f"brings {_a(worth_name)} of {{}}",
            ),
            f"the {worth_name}",
            unit.strip(),
        )
    ]
    limits: list[tuple[str, ...]] = []
    for place, (capacity, measure, clause) in enumerate(d.some(capacities, 1, 2), start=1):
        size = d.parameter(
            f"size_{place}",
            {i: d.amount(3, 38) for i in items},
            "K",
            meaning=capacity,
            unit=measure,
        )
        everything = sum(size[i] for i in items)
        room = d.parameter(
            f"room_{place}",
            d.amount(everything * 0.35, everything * 0.65),
            meaning=f"{capacity} allowed",
            unit=measure,
        )
        d.constraint(
            f"room_kept_{place}",
            f"sum(size_{place}[k] * take[k] for k in K) <= room_{place}",
            meaning=f"within the {capacity}",
        )
        columns.append(Column(size, capacity.capitalize(), clause, f"the {capacity}", measure))
        limits.append((d.pick(
            f"the chosen {things} may have a total {capacity} of {at_most(d, room.told())} {measure}" if capacity != "insurance units" else f"all chosen {things} together may count for {at_most(d, room.told())} insurance units",
            f"altogether, {at_most(d, room.told())} {measure} of {capacity} are allowed" if capacity != measure and capacity != "insurance units" else f"altogether, {at_most(d, room.told())} {capacity} are allowed",
            f"the sum of the {capacity} over the chosen {things} is limited to {room.told()} {measure}" if capacity != "insurance units" else f"the insurance covers {at_most(d, room.told())} insurance units in total",
        ), f"room_kept_{place}"))  # fmt: skip
    records(
        d,
        thing.capitalize(),
        items,
        columns,
        subject=lambda i: f"the {i}" if kind != "courier service" else f"parcel {i}",
        named=lambda i: f"the {i}" if kind != "courier service" else f"parcel {i}",
    )
    if d.maybe(0.45):
        one, other = d.chance.sample(items, 2)
        pre = "parcel " if kind == "courier service" else "the "
        d.constraint(
            "apart", f"take['{one}'] + take['{other}'] <= 1", meaning=f"not both {one} and {other}"
        )
        limits.append(
            (
                d.pick(
                    f"{pre}{one} and {pre}{other} cannot both be chosen",
                    f"if {pre}{one} is chosen, {pre}{other} has to stay behind",
                    f"choosing {pre}{one} rules out {pre}{other}",
                ),
                "apart",
            )
        )
    if d.maybe(0.35):
        one, other = d.chance.sample(items, 2)
        pre = "parcel " if kind == "courier service" else "the "
        d.constraint(
            "together", f"take['{one}'] <= take['{other}']", meaning=f"{one} only with {other}"
        )
        limits.append(
            (
                d.pick(
                    f"{pre}{one} can be chosen only if {pre}{other} is chosen too",
                    f"taking {pre}{one} requires taking {pre}{other} as well",
                ),
                "together",
            )
        )
    limits.append(
        (
            d.pick(
                f"each of the {things} exists once, and is either taken as a whole or left",
                f"none of the {things} can be taken in part, or more than once",
                f"there is a single copy of each of the {things}, to be taken or left as it is",
            ),
        )
    )
    d.in_any_order(*limits)
    goal(
        d,
        Sense.MAXIMIZE,
        total,
        d.pick(f"which {things} to choose", f"the selection of {things}"),
        actor,
    )


ARCHETYPE = Archetype("knapsack", "Which things to take within one or two capacities.", _write)
