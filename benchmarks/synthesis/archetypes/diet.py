"""Diet: the cheapest mix of foods that meets needs and limits."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.synthesis.draft import Archetype, Draft, Show
from optimoot.benchmarks.synthesis.phrases import at_most, divisible, goal, no_less, who
from optimoot.benchmarks.synthesis.telling import Column, records
from optimoot.formulation import Sense

_SCENES: Final = (
    ("horse stable", "a daily ration for its horses", "pound",
     ("oats", "barley", "alfalfa", "beet pulp", "bran", "flaxseed"),
     (("protein", "grams"), ("fiber", "grams"), ("calcium", "milligrams"), ("starch", "grams"))),
    ("hospital kitchen", "a soft diet for a patient", "serving",
     ("porridge", "yogurt", "lentil soup", "mashed banana", "custard", "rice pudding"),
     (("energy", "kilocalories"), ("protein", "grams"), ("iron", "milligrams"), ("sugar", "grams"))),
    ("fish farm", "the feed for its trout", "kilogram",
     ("fish meal", "soy meal", "wheat gluten", "krill meal", "corn meal"),
     (("protein", "grams"), ("fat", "grams"), ("ash", "grams"), ("phosphorus", "grams"))),
    ("trekking outfitter", "the food of a hiker for one day", "portion",
     ("trail mix", "jerky", "noodles", "cheese", "dried fruit", "chocolate"),
     (("energy", "kilocalories"), ("protein", "grams"), ("salt", "grams"), ("fat", "grams"))),
    ("zoo", "a meal for its bears", "scoop",
     ("apple chunks", "salmon", "pellets", "carrots", "nuts", "melon"),
     (("vitamins", "units"), ("protein", "grams"), ("fat", "grams"), ("fiber", "grams"))),
    ("school canteen", "a lunch plate", "spoonful",
     ("beans", "potatoes", "spinach", "chickpeas", "couscous", "peas"),
     (("iron", "milligrams"), ("energy", "kilocalories"), ("fiber", "grams"), ("salt", "milligrams"))),
)  # fmt: skip


def _write(d: Draft) -> None:
    kind, what, portion, pool, nutrients = d.pick(*_SCENES)
    d.scene = kind
    foods = d.members("F", d.some(pool, 3, 5), "foods")
    content = d.some(nutrients, 2, 4)
    planned = {food: d.amount(1, 8) for food in foods}
    contents = [{food: d.amount(2, 40) for food in foods} for _ in content]
    capped = len(content) > 2
    worth = [d.chance.uniform(0.02, 0.1) for _ in content]
    if capped:
        worth[-1] *= -0.4
    prices = {
        food: max(0.2, sum(w * held[food] for w, held in zip(worth, contents, strict=True)))
        for food in foods
    }
    cost = d.parameter("cost", {food: d.amount(0.85 * p, 1.2 * p, 0.05) for food, p in prices.items()}, "F",
                       meaning=f"cost of a {portion}", show=Show.MONEY)  # fmt: skip
    d.variable("amount", "F", meaning=f"{portion}s of each food", unit=f"{portion}s")
    total = d.pick("cost", "total cost", "cost of the ingredients")
    d.objective(Sense.MINIMIZE, "sum(cost[f] * amount[f] for f in F)", meaning=total)
    first, actor = who(d, kind)
    d.say(
        d.pick(
            f"{first} puts together {what} from {d.listed(foods)}",
            f"to prepare {what}, {first} can combine {d.listed(foods)}",
            f"{what} is planned by {first} with the ingredients {d.listed(foods)}",
            f"{d.listed(foods)} are what {first} has for {what}",
        )
    )
    columns = [Column(cost, f"Cost per {portion}", d.pick("costs {}", "is bought at {}", "comes at a price of {}"),
                      d.pick(f"the price of a {portion}", f"the cost per {portion}"))]  # fmt: skip
    limits: list[tuple[str, ...]] = []
    for place, (nutrient, unit) in enumerate(content, start=1):
        holds = d.parameter(f"holds_{place}", contents[place - 1], "F",
                            meaning=f"{nutrient} in a {portion}", unit=unit)  # fmt: skip
        eaten = sum(holds[food] * planned[food] for food in foods)
        name = f"level_{place}"
        columns.append(
            Column(holds, nutrient.capitalize(), f"{d.pick('contains', 'holds', 'provides')} {{}} {unit} of {nutrient}",
                   d.pick(f"the content of {nutrient} per {portion}", f"the amount of {nutrient} per {portion}"), unit)
        )  # fmt: skip
        if place < len(content) or not capped:
            need = d.parameter(
                f"need_{place}",
                d.amount(eaten * 0.95, eaten, 5 if eaten > 60 else 1),
                meaning=f"{nutrient} needed",
                unit=unit,
            )
            d.constraint(
                name,
                f"sum(holds_{place}[f] * amount[f] for f in F) >= need_{place}",
                meaning=f"enough {nutrient}",
            )
            figure = f"{need.told()} {unit}"
            limits.append((
                d.pick(
                    f"{no_less(d, figure)} of {nutrient} must be provided",
                    f"the mix has to supply {no_less(d, figure)} of {nutrient}",
                    f"a minimum of {figure} of {nutrient} is required",
                    f"it should not fall short of {figure} of {nutrient}",
                ), name,
            ))  # fmt: skip
        else:
            cap = d.parameter(
                f"cap_{place}",
                d.amount(eaten, eaten * 1.05, 5 if eaten > 60 else 1),
                meaning=f"{nutrient} allowed",
                unit=unit,
            )
            d.constraint(
                name,
                f"sum(holds_{place}[f] * amount[f] for f in F) <= cap_{place}",
                meaning=f"not too much {nutrient}",
            )
            figure = f"{cap.told()} {unit}"
            limits.append((
                d.pick(
                    f"there may be {at_most(d, figure)} of {nutrient} in it",
                    f"{nutrient} must not exceed {figure}",
                    f"the total of {nutrient} is limited to {figure}",
                ), name,
            ))  # fmt: skip
    records(d, d.pick("Food", "Ingredient"), foods, columns,
            subject=lambda food: d.pick(f"a {portion} of {food}", f"one {portion} of {food}", f"each {portion} of {food}"))  # fmt: skip
    if d.maybe(0.4):
        food = min(foods, key=lambda one: cost[one] / prices[one])
        most = d.parameter(
            "most", d.amount(2, max(2.0, planned[food])), meaning=f"most {portion}s of {food}"
        )
        d.constraint("variety", f"amount['{food}'] <= most", meaning=f"not too much {food}")
        limits.append((
            d.pick(f"{at_most(d, most.told())} {portion}s of {food} may go in",
                   f"use {at_most(d, most.told())} {portion}s of {food}",
                   f"because stocks are low, {food} is limited to {most.told()} {portion}s"), "variety",
        ))  # fmt: skip
    limits.append((divisible(d, f"{portion}s"),))
    d.in_any_order(*limits)
    goal(
        d,
        Sense.MINIMIZE,
        total,
        d.pick(
            f"how many {portion}s of each to use",
            f"the {portion}s of each ingredient",
            f"how much of each food to take, in {portion}s",
        ),
        actor,
    )


ARCHETYPE = Archetype("diet", "The cheapest mix of foods that meets needs and limits.", _write)
