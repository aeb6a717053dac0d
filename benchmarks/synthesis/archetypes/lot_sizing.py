"""Lot sizing: when to produce, with a cost for every setup and for stock."""

from __future__ import annotations

import itertools
from typing import Final

from optimoot.benchmarks.synthesis.draft import Archetype, Draft, Show
from optimoot.benchmarks.synthesis.phrases import at_most, divisible, goal, who
from optimoot.benchmarks.synthesis.telling import Column, records
from optimoot.benchmarks.synthesis.words import DAYS, MONTHS
from optimoot.formulation import Domain, Sense

_SCENES: Final = (
    ("bottling plant", "lemonade", "pallet", "filling line"),
    ("printing house", "catalogs", "carton", "press"),
    ("rope factory", "cable", "kilometer", "winding machine"),
    ("glassworks", "float glass", "ton", "furnace"),
    ("tile factory", "roof tiles", "load", "kiln"),
    ("feed mill", "poultry feed", "ton", "mixer"),
    ("chemical works", "resin", "drum", "reactor"),
)


def _write(d: Draft) -> None:
    kind, ware, unit, machine = d.pick(*_SCENES)
    d.scene = kind
    units = f"{unit}s"
    calendar, period = (DAYS, "day") if d.maybe(0.4) else (MONTHS, "month")
    count = d.chance.randint(3, 6)
    start = d.chance.randint(0, len(calendar) - count)
    times = d.members("T", calendar[start : start + count], f"{period}s in their order")
    need = {t: d.amount(10, 70, 5) for t in times}
    average = sum(need.values()) / count
    demand = d.parameter("demand", need, "T", meaning="demand", unit=units)
    setup = d.parameter(
        "setup",
        d.amount(average * 2, average * 8, 10),
        meaning=f"cost of setting up the {machine}",
        show=Show.MONEY,
    )
    unit_cost = d.parameter(
        "unit_cost",
        {t: d.amount(5, 18) for t in times},
        "T",
        meaning=f"cost of producing a {unit}",
        show=Show.MONEY,
    )
    holding = d.parameter(
        "holding",
        d.amount(2, 6),
        meaning=f"cost of storing a {unit} for a {period}",
        show=Show.MONEY,
    )
    capacity = d.parameter(
        "capacity",
        d.amount(max(max(need.values()), average * 1.2), average * 2.2 + 10, 5),
        meaning=f"most that the {machine} makes in a {period}",
        unit=units,
    )
    opening = d.parameter(
        "opening",
        d.amount(0, 1) * d.amount(5, 15, 5) + 5,
        meaning="stock at the beginning",
        unit=units,
    )
    d.variable("run", "T", meaning=f"whether the {machine} is set up", domain=Domain.BINARY)
    d.variable("make", "T", meaning=f"{units} produced", unit=units)
    d.variable("stock", "T", meaning=f"{units} in stock at the end", unit=units)
    total = d.pick("total cost", "sum of setup, production and storage costs")
    d.objective(
        Sense.MINIMIZE,
        "sum(setup * run[t] + unit_cost[t] * make[t] + holding * stock[t] for t in T)",
        meaning=total,
    )
    one = times[0]
    previous = list(itertools.pairwise(times))
    d.pairs("Next", previous, "a period and the one after")
    d.constraint(
        "first_balance",
        f"opening + make['{one}'] == demand['{one}'] + stock['{one}']",
        meaning=f"the balance of {one}",
    )
    d.constraint(
        "balance",
        "stock[s] + make[t] == demand[t] + stock[t]",
        "(s, t) in Next",
        meaning="what was in stock or is made is delivered or kept",
    )
    d.constraint(
        "line",
        "make[t] <= capacity * run[t]",
        "t in T",
        meaning="nothing is made without a setup, nor beyond the capacity",
    )
    first, actor = who(d, kind)
    on = "on" if period == "day" else "in"
    d.say(
        d.pick(
            f"{first} makes {ware} and plans its production from {times[0]} to {times[-1]}",
            f"the production of {ware} from {times[0]} to {times[-1]} has to be planned at {first}".rstrip(
                ","
            ),
            f"{first} delivers {ware} at the end of each {period}, from {times[0]} to {times[-1]}",
        )
    )
    records(d, period.capitalize(), times, [
        Column(demand, "Demand", d.pick(f"{{}} {units} have to be delivered", f"there is a demand of {{}} {units}"), "the demand", units, ("balance",)),
        Column(unit_cost, f"Cost per {unit}", d.pick(f"making a {unit} costs {{}}", f"the production cost is {{}} per {unit}"), f"the cost of producing one {unit}"),
    ], subject=lambda t: f"{on} {t},", named=lambda t: t)  # fmt: skip
    piece = f"a {unit}"
    facts = [
        (d.pick(f"whenever the {machine} is used {on} a {period}, setting it up costs {setup.told()}", f"each {period} {on} which the {machine} runs costs an extra {setup.told()} for the setup", f"a setup of the {machine}, needed {on} every {period} with any production, costs {setup.told()}"), "line"),
        (d.pick(f"{on} any {period}, the {machine} can make {at_most(d, capacity.told())} {units}", f"the {machine} is limited to {capacity.told()} {units} a {period}"),),
        (d.pick(f"{piece} in stock at the end of a {period} costs {holding.told()}", f"for each {unit} left in stock at the end of a {period}, {holding.told()} must be paid", f"storage costs {holding.told()} per {unit} and {period}, for what is left at the end of the {period}"),),
        (d.pick(f"at the beginning, {opening.told()} {units} are in stock", f"the initial stock is {opening.told()} {units}", f"before {times[0]}, {opening.told()} {units} are already in stock"), "first_balance"),
        (d.pick("demand has to be met in time", f"every demand must be met in its {period}, from production or from stock", "late deliveries are not accepted"),),
        (divisible(d),),
    ]  # fmt: skip
    d.paragraph()
    d.in_any_order(*facts)
    goal(
        d,
        Sense.MINIMIZE,
        total,
        d.pick(
            f"{on} which {period}s to run the {machine} and how much to make in each",
            f"how much to make {on} each {period}",
            f"the production of every {period}",
        ),
        actor,
    )


ARCHETYPE = Archetype(
    "lot-sizing", "When to produce, with a cost for every setup and for stock.", _write
)
