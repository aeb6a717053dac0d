"""Inventory: when to buy a ware whose price changes, with room for some of it."""

from __future__ import annotations

import itertools
from typing import Final

from optimoot.benchmarks.synthesis.draft import Archetype, Draft, Show
from optimoot.benchmarks.synthesis.phrases import at_least, at_most, divisible, goal, who
from optimoot.benchmarks.synthesis.telling import Column, records
from optimoot.benchmarks.synthesis.words import DAYS, MONTHS
from optimoot.formulation import Sense

_SCENES: Final = (
    ("heating plant", "wood chips", "ton", "bunker"), ("bakery", "flour", "sack", "storeroom"),
    ("airline", "jet fuel", "tank load", "tank farm"), ("smelter", "scrap metal", "ton", "yard"),
    ("chocolate maker", "cocoa", "bag", "warehouse"), ("ice arena", "ammonia", "bottle", "cold room"),
    ("animal shelter", "pet food", "bag", "shed"),
)  # fmt: skip


def _write(d: Draft) -> None:
    kind, ware, unit, store = d.pick(*_SCENES)
    d.scene = kind
    units = f"{unit}s"
    calendar, period = (DAYS, "day") if d.maybe(0.3) else (MONTHS, "month")
    count = d.chance.randint(3, 6)
    start = d.chance.randint(0, len(calendar) - count)
    times = d.members("T", calendar[start : start + count], f"{period}s in their order")
    need = {t: d.amount(20, 90, 5) for t in times}
    use = d.parameter("use", need, "T", meaning=f"{units} used", unit=units)
    price = d.parameter(
        "price",
        {t: d.amount(10, 60) for t in times},
        "T",
        meaning=f"price of a {unit}",
        show=Show.MONEY,
    )
    holding = d.parameter(
        "holding", d.amount(2, 7), meaning=f"cost of keeping a {unit}", show=Show.MONEY
    )
    room = d.parameter("room", d.amount(25, 90, 5), meaning=f"room in the {store}", unit=units)
    opening = d.parameter(
        "opening", d.amount(5, 30, 5), meaning="stock at the beginning", unit=units
    )
    d.variable("buy", "T", meaning=f"{units} bought", unit=units)
    d.variable("keep", "T", meaning=f"{units} left at the end", unit=units)
    total = d.pick("total cost", "cost of buying and keeping", "sum of purchase and storage costs")
    d.objective(
        Sense.MINIMIZE, "sum(price[t] * buy[t] + holding * keep[t] for t in T)", meaning=total
    )
    one = times[0]
    d.pairs("Next", itertools.pairwise(times), f"a {period} and the one after")
    d.constraint(
        "first_balance",
        f"opening + buy['{one}'] == use['{one}'] + keep['{one}']",
        meaning=f"the balance of {one}",
    )
    d.constraint(
        "balance",
        "keep[s] + buy[t] == use[t] + keep[t]",
        "(s, t) in Next",
        meaning="what was left or is bought is used or kept",
    )
    d.constraint(
        "storage", "keep[t] <= room", "t in T", meaning=f"no more is kept than the {store} holds"
    )
    first, actor = who(d, kind)
    on = "on" if period == "day" else "in"
    d.say(
        d.pick(
            f"{first} uses {ware} and has to decide when to buy it",
            f"the price of {ware} changes from {period} to {period}, so {first} thinks about buying ahead",
            f"{first} plans its purchases of {ware} from {times[0]} to {times[-1]}",
        )
    )
    records(d, period.capitalize(), times, [
        Column(use, f"{units.capitalize()} used", d.pick(f"{{}} {units} are used", f"{actor} uses {{}} {units}"), d.pick("the amount used", "the use", "the need"), units, ("balance",)),
        Column(price, f"Price per {unit}", d.pick(f"a {unit} costs {{}}", f"the price of a {unit} is {{}}"), f"the price of a {unit}"),
    ], subject=lambda t: f"{on} {t},", named=lambda t: t)  # fmt: skip
    d.paragraph()
    facts: list[tuple[str, ...]] = [
        (d.pick(f"what is left at the end of a {period} costs {holding.told()} per {unit} to keep", f"keeping a {unit} from one {period} to the next costs {holding.told()}, also after {times[-1]}", f"for every {unit} left at the end of a {period}, {holding.told()} of storage cost is charged"),),
        (d.pick(f"the {store} can keep {at_most(d, room.told())} {units} from one {period} to the next", f"at the end of a {period}, {at_most(d, room.told())} {units} can be left in the {store}", f"no more than {room.told()} {units} may be left at the end of a {period}, as the {store} is small"), "storage"),
        (d.pick(f"at first, {opening.told()} {units} are in stock", f"the stock before {times[0]} is {opening.told()} {units}", f"{actor} starts with {opening.told()} {units}"), "first_balance"),
        (d.pick(f"what is bought {on} a {period} can be used right away", f"purchases arrive at the beginning of the {period}"),),
        (divisible(d),),
    ]  # fmt: skip
    if d.maybe(0.5):
        most = d.parameter(
            "most",
            d.amount(max(need.values()), max(need.values()) + 30, 5),
            meaning=f"most that can be bought in a {period}",
            unit=units,
        )
        d.constraint(
            "market", "buy[t] <= most", "t in T", meaning="no more is bought than is offered"
        )
        facts.append(
            (
                d.pick(
                    f"the supplier delivers {at_most(d, most.told())} {units} a {period}",
                    f"{at_most(d, most.told())} {units} can be bought in any {period}"
                    if on == "in"
                    else f"{at_most(d, most.told())} {units} can be bought on any {period}",
                ),
                "market",
            )
        )
    if d.maybe(0.5):
        last = d.parameter(
            "last", d.amount(5, min(25, room.value), 5), meaning="stock at the end", unit=units
        )
        d.constraint("end", f"keep['{times[-1]}'] >= last", meaning="enough is left at the end")
        facts.append(
            (
                d.pick(
                    f"{at_least(d, last.told())} {units} must be left at the end of {times[-1]}",
                    f"after {times[-1]}, {at_least(d, last.told())} {units} should remain in stock",
                ),
                "end",
            )
        )
    d.in_any_order(*facts)
    goal(
        d,
        Sense.MINIMIZE,
        total,
        d.pick(
            f"how many {units} to buy in each {period}"
            if on == "in"
            else f"how many {units} to buy on each {period}",
            f"how much {ware} to buy and to keep, {period} by {period}",
        ),
        actor,
    )


ARCHETYPE = Archetype(
    "inventory", "When to buy a ware whose price changes, with room for some of it.", _write
)
