"""Blending: a batch of fixed size whose contents are bounded shares of it."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.synthesis.draft import Archetype, Draft, Show
from optimoot.benchmarks.synthesis.phrases import at_most, divisible, goal, no_less, who
from optimoot.benchmarks.synthesis.telling import Column, records
from optimoot.benchmarks.synthesis.words import with_article
from optimoot.formulation import Sense

_SCENES: Final = (
    ("foundry", "steel", "tons", "ton",
     ("pig iron", "scrap sheet", "ferrochrome", "recycled bar", "iron ore", "swarf"),
     ("carbon", "chromium", "silicon", "manganese")),
    ("coffee roaster", "house blend", "kilograms", "kilogram",
     ("Sumatra coffee", "Santos coffee", "Mocha coffee", "Kenya coffee", "Robusta coffee"),
     ("caffeine", "oil", "moisture", "acidity")),
    ("garden center", "potting soil", "cubic meters", "cubic meter",
     ("peat", "compost", "bark", "sand", "loam", "coir"),
     ("organic matter", "clay", "fine grit", "humus")),
    ("paint maker", "primer", "liters", "liter",
     ("base white", "resin mix", "thinner stock", "filler paste", "tint base"),
     ("solids", "solvent", "pigment", "binder")),
    ("dairy", "ice cream mix", "kilograms", "kilogram",
     ("cream", "whole milk", "milk powder", "butter oil", "condensed milk"),
     ("fat", "milk solids", "water", "lactose")),
    ("refinery", "heating oil", "barrels", "barrel",
     ("light naphtha", "gas oil", "cracked stock", "residue", "kerosene"),
     ("sulfur", "aromatics", "paraffin", "wax")),
)  # fmt: skip


def _write(d: Draft) -> None:
    kind, product, units, unit, pool, contents = d.pick(*_SCENES)
    d.scene = kind
    raws = d.members("I", d.some(pool, 3, 5), "ingredients")
    shares = {raw: d.amount(5, 30) for raw in raws}
    everything = sum(shares.values())
    named = d.some(contents, 1, min(3, len(raws) - 1))
    held = [{raw: d.amount(1, 40) / 100 for raw in raws} for _ in named]
    wanted = [d.maybe() for _ in named]
    base = d.chance.uniform(15, 40)
    prices = {
        raw: max(
            3.0,
            base
            + 60 * sum(h[raw] if more else -h[raw] for h, more in zip(held, wanted, strict=True)),
        )
        for raw in raws
    }
    cost = d.parameter(
        "cost",
        {raw: d.amount(0.9 * p, 1.15 * p) for raw, p in prices.items()},
        "I",
        meaning=f"cost per {unit}",
        show=Show.MONEY,
    )
    d.variable("blend", "I", meaning=f"{units} of each ingredient", unit=units)
    total = d.pick("cost", "total cost", "cost of the batch")
    d.objective(Sense.MINIMIZE, "sum(cost[i] * blend[i] for i in I)", meaning=total)
    batch = d.parameter("batch", d.amount(40, 900, 10), meaning="size of the batch", unit=units)
    d.constraint(
        "batch_size", "sum(blend[i] for i in I) == batch", meaning="the batch has its size"
    )
    first, actor = who(d, kind)
    d.say(
        d.pick(
            f"{first} blends {product} from {d.listed(raws)}",
            f"a batch of {product} is mixed by {first} out of {d.listed(raws)}",
            f"for its {product}, {first} can mix {d.listed(raws)}",
            f"{product} is made from {d.listed(raws)} at {first}",
        )
    )
    size = f"{batch.told()} {units}"
    d.say(
        d.pick(
            f"exactly {size} of {product} are to be made, and nothing is lost in mixing",
            f"the batch weighs in at exactly {size}, which is the sum of what goes into it"
            if unit in ("ton", "kilogram")
            else f"the batch has to come to exactly {size}, which is the sum of what goes into it",
            f"a customer has ordered {size}; the ingredients must add up to exactly that amount",
            f"together, the ingredients must make up exactly {size}",
        ),
        "batch_size",
    )
    columns = [
        Column(
            cost,
            f"Cost per {unit}",
            d.pick(f"costs {{}} per {unit}", f"is priced at {{}} per {unit}"),
            d.pick(f"the cost per {unit}", f"the price of one {unit}"),
        )
    ]
    limits: list[tuple[str, ...]] = []
    for place, content in enumerate(named, start=1):
        holds = d.parameter(f"holds_{place}", held[place - 1], "I",
                            meaning=f"share of {content}", show=Show.PERCENT)  # fmt: skip
        mean = 100 * sum(holds[raw] * shares[raw] for raw in raws) / everything
        columns.append(Column(holds, content.capitalize(), d.pick(f"contains {{}} {content}", f"consists of {{}} {content}", f"has {with_article(content)} content of {{}}"),
                              d.pick(f"the {content} content", f"the share of {content}")))  # fmt: skip
        name = f"share_{place}"
        if wanted[place - 1]:
            bound = d.parameter(
                f"bound_{place}",
                d.amount(max(1, mean * 0.9), max(1, mean - 0.5)) / 100,
                meaning=f"least share of {content}",
                show=Show.PERCENT,
            )
            d.constraint(
                name,
                f"sum(holds_{place}[i] * blend[i] for i in I) >= bound_{place} * batch",
                meaning=f"enough {content}",
            )
            limits.append((d.pick(
                f"the finished {product} has to contain {no_less(d, bound.told())} {content}",
                f"{no_less(d, bound.told())} of the finished {product} must be {content}",
                f"in the final blend, {content} must make up {no_less(d, bound.told())}",
            ), name))  # fmt: skip
        else:
            bound = d.parameter(
                f"bound_{place}",
                d.amount(mean + 0.5, mean * 1.1 + 0.5) / 100,
                meaning=f"greatest share of {content}",
                show=Show.PERCENT,
            )
            d.constraint(
                name,
                f"sum(holds_{place}[i] * blend[i] for i in I) <= bound_{place} * batch",
                meaning=f"not too much {content}",
            )
            limits.append((d.pick(
                f"the finished {product} may contain {at_most(d, bound.told())} {content}",
                f"{at_most(d, bound.told())} of the finished {product} may be {content}",
                f"in the final blend, {content} must not exceed {bound.told()}",
            ), name))  # fmt: skip
    records(d, d.pick("Ingredient", "Raw material", "Input"), raws, columns)
    if d.maybe(0.5):
        raw = min(raws, key=lambda one: cost[one] / prices[one])
        share = shares[raw] / everything
        stock = d.parameter(
            "stock",
            d.amount(batch.value * share * 0.8, batch.value * share * 1.3),
            meaning=f"{raw} in stock",
            unit=units,
        )
        d.constraint("supply", f"blend['{raw}'] <= stock", meaning=f"no more {raw} than there is")
        limits.append((d.pick(
            f"only {stock.told()} {units} of {raw} are in stock",
            f"the supplier can deliver {at_most(d, stock.told())} {units} of {raw}",
            f"{at_most(d, stock.told())} {units} of {raw} can be had",
        ), "supply"))  # fmt: skip
    limits.append((divisible(d),))
    d.in_any_order(*limits)
    goal(
        d,
        Sense.MINIMIZE,
        total,
        d.pick(
            f"how many {units} of each ingredient to blend",
            "how much of each ingredient to use",
            "the composition of the batch",
        ),
        actor,
    )


ARCHETYPE = Archetype(
    "blending", "A batch of fixed size whose contents are bounded shares of it.", _write
)
