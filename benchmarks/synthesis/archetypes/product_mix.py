"""Product mix: how much to make of each product with scarce resources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from optimoot.benchmarks.synthesis.draft import Archetype, Draft, Show
from optimoot.benchmarks.synthesis.phrases import at_least, at_most, divisible, goal, who, whole
from optimoot.benchmarks.synthesis.telling import Column, records
from optimoot.benchmarks.synthesis.words import plural
from optimoot.formulation import Domain, Sense


@dataclass(frozen=True)
class _Scene:
    kind: str
    verb: str
    goods: tuple[str, ...]
    resources: tuple[tuple[str, str], ...]
    """Name and unit."""


_SCENES: Final = (
    _Scene("furniture workshop", "build",
           ("stool", "desk", "bookcase", "bench", "cabinet", "armchair", "coffee table", "crib"),
           (("carpentry", "hours"), ("sanding", "hours"), ("varnish", "liters"),
            ("oak boards", "meters"))),
    _Scene("pottery", "make",
           ("mug", "vase", "bowl", "plate", "teapot", "planter", "pitcher", "tile"),
           (("clay", "kilograms"), ("glaze", "cups"), ("wheel time", "minutes"),
            ("kiln space", "shelf units"))),
    _Scene("bicycle factory", "assemble",
           ("road bike", "city bike", "cargo bike", "tandem", "folding bike", "mountain bike"),
           (("welding", "hours"), ("painting", "hours"), ("final assembly", "hours"),
            ("aluminum tubing", "meters"))),
    _Scene("sewing studio", "sew",
           ("jacket", "shirt", "skirt", "coat", "vest", "gown", "apron", "scarf"),
           (("cutting", "minutes"), ("stitching", "minutes"), ("fabric", "meters"),
            ("ironing", "minutes"))),
    _Scene("electronics plant", "produce",
           ("router", "amplifier", "sensor", "charger", "monitor", "keyboard", "speaker"),
           (("soldering", "minutes"), ("testing", "minutes"), ("circuit boards", "boards"),
            ("copper wire", "meters"))),
    _Scene("toy maker", "produce",
           ("train", "doll", "puzzle", "kite", "robot", "drum", "castle"),
           (("molding", "minutes"), ("hand painting", "minutes"), ("plastic", "grams"),
            ("packaging", "minutes"))),
    _Scene("confectionery", "prepare",
           ("truffle tray", "nougat bar", "caramel box", "fudge slab", "praline box"),
           (("cocoa", "ounces"), ("sugar", "ounces"), ("cooking", "minutes"),
            ("wrapping", "minutes"))),
)  # fmt: skip


def _write(d: Draft) -> None:
    scene = d.pick(*_SCENES)
    d.scene = scene.kind
    integer = d.maybe(0.6)
    goods = d.members("P", d.some(scene.goods, 2, 5), "products")
    resources = d.some(scene.resources, 1, min(3, len(goods)))
    planned = {good: d.amount(4, 30) for good in goods}
    uses = [{good: d.amount(2, 12) for good in goods} for _ in resources]
    worth = d.amount(2, 6)
    profit = d.parameter(
        "profit",
        {
            good: d.amount(0.85 * sum(u[good] for u in uses) * worth, 1.2 * sum(u[good] for u in uses) * worth)
            for good in goods
        },
        "P",
        meaning="profit per piece", show=Show.MONEY,
    )  # fmt: skip
    d.variable(
        "make", "P", meaning=f"pieces to {scene.verb}",
        domain=Domain.INTEGER if integer else Domain.CONTINUOUS,
    )  # fmt: skip
    total = d.pick("total profit", "profit", "overall profit")
    d.objective(Sense.MAXIMIZE, "sum(profit[p] * make[p] for p in P)", meaning=total)
    first, actor = who(d, scene.kind)
    names = d.listed([plural(good) for good in goods])
    d.say(
        d.pick(
            f"{first} can {scene.verb} {names}",
            f"{first} plans its next production run of {names}",
            f"the products of {first} are {names}",
            f"orders for {names} keep {first} busy",
        )
    )
    columns = [
        Column(profit, "Profit", d.pick("brings a profit of {}", "earns {}", "yields {} of profit"),
               d.pick("the profit per piece", "the profit on one piece", "the unit profit")),
    ]  # fmt: skip
    limits: list[tuple[str, ...]] = []
    for place, (resource, unit) in enumerate(resources, start=1):
        use = d.parameter(
            f"use_{place}", uses[place - 1], "P",
            meaning=f"{resource} per piece", unit=unit,
        )  # fmt: skip
        spent = sum(use[good] * planned[good] for good in goods)
        stock = d.parameter(
            f"stock_{place}", d.amount(spent * 0.9, spent * 1.05, 5 if spent > 90 else 1),
            meaning=f"{resource} at hand", unit=unit,
        )  # fmt: skip
        name = f"limit_{place}"
        d.constraint(
            name, f"sum(use_{place}[p] * make[p] for p in P) <= stock_{place}",
            meaning=f"no more {resource} than there is",
        )  # fmt: skip
        of = "" if resource.endswith(unit) else f" of {resource}"
        columns.append(
            Column(use, resource.capitalize(), f"{d.pick('takes', 'needs', 'uses')} {{}} {unit}{of}",
                   d.pick(f"the {resource} needed per piece", f"the use of {resource} per piece"),
                   unit)
        )  # fmt: skip
        amount = f"{stock.told()} {unit}"
        limits.append((
            d.pick(
                f"there are {amount}{of} available",
                f"{at_most(d, amount)}{of} can be used",
                f"the supply of {resource} is limited to {amount}",
                f"no plan may use more than {amount}{of}",
                f"{actor} has {amount}{of} to work with",
            ), name,
        ))  # fmt: skip
    records(d, d.pick("Product", "Item", "Article"), goods, columns,
            subject=lambda good: f"{d.pick('each', 'one', 'every')} {good}", named=plural)  # fmt: skip
    if d.maybe(0.6):
        good = max(goods, key=lambda one: profit[one] / sum(use[one] for use in uses))
        most = d.parameter("most", d.amount(planned[good] * 0.3, planned[good] * 0.9),
                           meaning=f"greatest demand for {plural(good)}")  # fmt: skip
        d.constraint("demand", f"make['{good}'] <= most", meaning="no more than can be sold")
        limits.append((
            d.pick(
                f"{at_most(d, most.told())} {plural(good)} can be sold",
                f"the market takes {at_most(d, most.told())} {plural(good)}",
                f"demand for {plural(good)} does not exceed {most.told()} pieces",
            ), "demand",
        ))  # fmt: skip
    if d.maybe(0.5):
        good = min(goods, key=lambda one: profit[one] / sum(use[one] for use in uses))
        least = d.parameter("least", d.amount(2, max(3, planned[good] * 0.4)),
                            meaning=f"ordered {plural(good)}")  # fmt: skip
        d.constraint("orders", f"make['{good}'] >= least", meaning="orders are served")
        limits.append((
            d.pick(
                f"{at_least(d, least.told())} {plural(good)} have already been ordered and must be made",
                f"a contract calls for {at_least(d, least.told())} {plural(good)}",
                f"{actor} has promised {at_least(d, least.told())} {plural(good)} to a customer",
            ), "orders",
        ))  # fmt: skip
    limits.append((whole(d, "pieces") if integer else divisible(d, "quantities"),))
    d.in_any_order(*limits)
    doing = d.pick(f"how many of each to {scene.verb}", f"how many pieces of each product to {scene.verb}",
                   f"the number of {d.listed([plural(g) for g in goods])} to {scene.verb}")  # fmt: skip
    goal(d, Sense.MAXIMIZE, total, doing, actor)


ARCHETYPE = Archetype(
    "product-mix", "How much to make of each product with scarce resources.", _write
)
