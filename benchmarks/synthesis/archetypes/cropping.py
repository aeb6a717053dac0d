"""Cropping: which crops to grow on how much land."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.synthesis.draft import Archetype, Draft, Show
from optimoot.benchmarks.synthesis.phrases import at_least, at_most, divisible, goal, no_less, who
from optimoot.benchmarks.synthesis.telling import Column, records
from optimoot.formulation import Sense

_CROPS: Final = ("wheat", "barley", "sugar beet", "rapeseed", "sunflower", "maize", "lentils", "hops",
                 "potatoes", "onions", "oats", "flax", "soybeans", "cabbage", "pumpkin", "rye")  # fmt: skip
_FARMS: Final = (
    "farm",
    "monastery estate",
    "seed grower",
    "farming cooperative",
    "village cooperative",
    "research farm",
)
_INPUTS: Final = (("labor", "hours"), ("irrigation water", "cubic meters"), ("fertilizer", "kilograms"),
                  ("tractor time", "hours"))  # fmt: skip


def _write(d: Draft) -> None:
    kind = d.pick(*_FARMS)
    d.scene = kind
    unit = d.pick("hectare", "acre")
    crops = d.members("C", d.some(_CROPS, 3, 5), "crops")
    planned = {crop: d.amount(5, 30) for crop in crops}
    inputs = d.some(_INPUTS, 1, 2)
    uses = [{crop: d.amount(3, 30) for crop in crops} for _ in inputs]
    gains = {crop: 120 + 11 * sum(use[crop] for use in uses) for crop in crops}
    profit = d.parameter("profit", {crop: d.amount(gain * 0.92, gain * 1.1, 10) for crop, gain in gains.items()}, "C",
                         meaning=f"profit per {unit}", show=Show.MONEY)  # fmt: skip
    d.variable("grow", "C", meaning=f"{unit}s of each crop", unit=f"{unit}s")
    total = d.pick("total profit", "profit of the season", "profit")
    d.objective(Sense.MAXIMIZE, "sum(profit[c] * grow[c] for c in C)", meaning=total)
    land = d.parameter("land", sum(planned.values()), meaning="land", unit=f"{unit}s")
    d.constraint(
        "land_kept", "sum(grow[c] for c in C) <= land", meaning="no more land than there is"
    )
    first, actor = who(d, kind)
    d.say(
        d.pick(
            f"{first} can grow {d.listed(crops)} this year",
            f"{first} is drawing up its plan for the season and considers {d.listed(crops)}",
            f"{d.listed(crops)} do well on the soil of {first}",
            f"fields are to be divided among {d.listed(crops)} by {first}",
        )
    )
    limits: list[tuple[str, ...]] = [(d.pick(
        f"there are {land.told()} {unit}s of land", f"{at_most(d, land.told())} {unit}s can be planted in all",
        f"the fields cover {land.told()} {unit}s, not all of which have to be used",
    ), "land_kept")]  # fmt: skip
    columns = [
        Column(
            profit,
            f"Profit per {unit}",
            d.pick("earns {}", "brings {} of profit", "leaves a profit of {}"),
            d.pick(f"the profit from one {unit}", f"the profit per {unit}"),
        )
    ]
    for place, (name, measure) in enumerate(inputs, start=1):
        use = d.parameter(
            f"use_{place}", uses[place - 1], "C", meaning=f"{name} per {unit}", unit=measure
        )
        spent = sum(use[crop] * planned[crop] for crop in crops)
        stock = d.parameter(
            f"stock_{place}",
            d.amount(spent * 0.95, spent, 5),
            meaning=f"{name} at hand",
            unit=measure,
        )
        d.constraint(
            f"input_{place}",
            f"sum(use_{place}[c] * grow[c] for c in C) <= stock_{place}",
            meaning=f"no more {name} than there is",
        )
        columns.append(
            Column(
                use,
                name.capitalize(),
                f"{d.pick('takes', 'needs', 'calls for')} {{}} {measure} of {name}",
                d.pick(f"the {name} needed per {unit}", f"the need for {name} on one {unit}"),
                measure,
            )
        )
        limits.append((d.pick(
            f"{at_most(d, stock.told())} {measure} of {name} can be used", f"the season allows for {stock.told()} {measure} of {name}",
            f"the supply of {name} ends at {stock.told()} {measure}", f"{actor} can count on {stock.told()} {measure} of {name}, not more",
        ), f"input_{place}"))  # fmt: skip
    records(
        d,
        "Crop",
        crops,
        columns,
        subject=lambda c: d.pick(f"{d.pick('a', 'one', 'each')} {unit} of {c}"),
    )
    order = sorted(crops, key=lambda crop: profit[crop] / gains[crop])
    if d.maybe(0.6):
        crop = order[-1]
        most = d.parameter(
            "most",
            d.amount(planned[crop] * 0.4, planned[crop]),
            meaning=f"most {crop}",
            unit=f"{unit}s",
        )
        d.constraint("rotation", f"grow['{crop}'] <= most", meaning=f"not too much {crop}")
        limits.append(
            (
                d.pick(
                    f"crop rotation allows {at_most(d, most.told())} {unit}s of {crop}",
                    f"{at_most(d, most.told())} {unit}s may carry {crop}",
                ),
                "rotation",
            )
        )
    if d.maybe(0.5):
        crop = order[0]
        least = d.parameter(
            "least", d.amount(2, planned[crop]), meaning=f"least {crop}", unit=f"{unit}s"
        )
        d.constraint("contract", f"grow['{crop}'] >= least", meaning=f"enough {crop}")
        limits.append(
            (
                d.pick(
                    f"a contract demands {no_less(d, least.told())} {unit}s of {crop}",
                    f"{at_least(d, least.told())} {unit}s must be planted with {crop}",
                ),
                "contract",
            )
        )
    limits.append((divisible(d, "areas"),))
    d.in_any_order(*limits)
    goal(
        d,
        Sense.MAXIMIZE,
        total,
        d.pick(
            f"how many {unit}s to plant with each crop",
            "how much land each crop gets",
            f"the {unit}s of each crop",
        ),
        actor,
    )


ARCHETYPE = Archetype("cropping", "Which crops to grow on how much land.", _write)
