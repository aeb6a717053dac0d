"""Targets: an allocation that strays as little as possible, in squares, from what was wished for."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.synthesis.draft import Archetype, Draft
from optimoot.benchmarks.synthesis.phrases import at_least, at_most, divisible, goal, who
from optimoot.benchmarks.synthesis.telling import Column, records
from optimoot.formulation import Sense

_SCENES: Final = (
    ("reservoir authority", "user", "megaliters", "water", ("vineyards", "city", "paper mill", "wetland", "fish ladder", "golf course")),
    ("university", "department", "hours", "computing time", ("physics", "biology", "economics", "linguistics", "geology", "medicine")),
    ("vaccine program", "region", "thousand doses", "vaccine", ("coast", "highlands", "capital", "delta", "islands", "border")),
    ("regional theater", "workshop", "days", "stage time", ("lighting", "costume", "sound", "scenery", "dance", "orchestra")),
    ("broadcaster", "program", "minutes", "airtime", ("news", "sports", "drama", "weather", "culture", "science")),
    ("ski federation", "team", "days", "training on the glacier", ("slalom", "downhill", "cross-country", "biathlon", "jumping", "freestyle")),
    ("marina", "pier", "kilowatt hours", "electricity", ("fishing pier", "yacht pier", "ferry pier", "cargo pier", "fuel pier")),
    ("museum group", "house", "crates", "climate boxes", ("maritime house", "folk house", "glass house", "toy house", "print house")),
    ("catering school", "course", "kilograms", "butter", ("pastry", "sauce", "bread", "confectionery", "banquet")),
    ("forestry office", "district", "truckloads", "seedlings", ("Pinewood", "Larkspur", "Beechgrove", "Heath", "Mosslands", "Ridgeway")),
)  # fmt: skip


def _write(d: Draft) -> None:
    kind, user, unit, ware, pool = d.pick(*_SCENES)
    unit = "crates" if unit.startswith("thousand") else unit
    d.scene = kind
    users = d.members("U", d.some(pool, 3, 6), f"{user}s")
    wishes = {u: d.amount(10, 90, 2) for u in users}
    wish = d.parameter("wish", wishes, "U", meaning="amount wished for", unit=unit)
    weight = d.parameter(
        "weight", {u: d.amount(1, 6) for u in users}, "U", meaning="weight of a deviation"
    )
    supply = d.parameter(
        "supply",
        d.amount(sum(wishes.values()) * 0.6, sum(wishes.values()) * 0.9),
        meaning="amount at hand",
        unit=unit,
    )
    d.variable("give", "U", meaning="amount given", unit=unit)
    total = d.pick("total penalty", "sum of the penalties")
    d.objective(
        Sense.MINIMIZE, "sum(weight[u] * (give[u] - wish[u]) ** 2 for u in U)", meaning=total
    )
    d.constraint(
        "kept", "sum(give[u] for u in U) <= supply", meaning="no more is given than there is"
    )
    first, actor = who(d, kind)
    d.say(
        d.pick(
            f"{first} shares out {ware} among its {user}s: {d.listed(users)}",
            f"there is not enough {ware} at {first} for everything that the {user}s {d.listed(users)} wish for",
            f"{first} has to divide {ware} between the {user}s {d.listed(users)}, all of whom want more than they can get",
            f"more {ware} has been asked for by the {user}s {d.listed(users)} than {first} can give",
            f"{d.listed(users)} have told {first} how much {ware} they would like",
            f"a supply of {ware} is to be split by {first} among the {user}s {d.listed(users)}",
        )
    )
    d.say(d.pick(
        f"a {user} that gets more or less than its wish causes a penalty: its weight times the square of the difference (in {unit})",
        f"for each {user}, the penalty is its weight times the squared difference between what it gets and what it wished for, in {unit}",
        f"straying from a wish, in either direction, is penalized: square the difference in {unit} and multiply it by the weight of the {user}",
        f"dissatisfaction is counted as a penalty, namely the gap between share and wish (in {unit}), squared and then multiplied by the weight",
        f"the penalty of a {user} grows with the square of the gap between share and wish, both in {unit}: it is this square times the weight",
    ))  # fmt: skip
    records(d, user.capitalize(), users, [
        Column(wish, "Wish", d.pick(f"wishes for {{}} {unit}", f"asks for {{}} {unit}", f"has a wish of {{}} {unit}", f"would like {{}} {unit}"), "the wish", unit),
        Column(weight, "Weight", d.pick("has a weight of {}", "counts with a weight of {}", "is given the weight {}", "carries a weight of {}"), "the weight"),
    ], subject=lambda u: f"the {u}" if u.islower() and user in ("user", "region") else u)  # fmt: skip
    limits: list[tuple[str, ...]] = [
        (
            d.pick(
                f"only {supply.told()} {unit} can be given out in all",
                f"{at_most(d, supply.told())} {unit} of {ware} are at hand",
                f"the sum of what is given cannot exceed {supply.told()} {unit}",
                f"in all, there are {supply.told()} {unit} to share, and not one more",
                f"{first} has {supply.told()} {unit} at its disposal".replace(first, actor),
            ),
            "kept",
        )
    ]
    if d.maybe(0.7):
        chosen = min(users, key=lambda u: weight[u])
        least = d.parameter(
            "least",
            d.amount(wishes[chosen] * 0.8, wishes[chosen] * 0.95),
            meaning=f"least for {chosen}",
            unit=unit,
        )
        d.constraint(
            "promised", f"give['{chosen}'] >= least", meaning=f"{chosen} gets what it was promised"
        )
        limits.append(
            (
                d.pick(
                    f"{chosen} has been promised {at_least(d, least.told())} {unit}",
                    f"{at_least(d, least.told())} {unit} must go to {chosen}",
                ),
                "promised",
            )
        )
    if d.maybe(0.5):
        one, other = sorted(users, key=lambda u: weight[u])[-2:]
        most = d.parameter(
            "pair_limit",
            d.amount((wishes[one] + wishes[other]) * 0.5, (wishes[one] + wishes[other]) * 0.75),
            meaning=f"most for {one} and {other}",
            unit=unit,
        )
        d.constraint(
            "together",
            f"give['{one}'] + give['{other}'] <= pair_limit",
            meaning=f"{one} and {other} do not get too much",
        )
        limits.append(
            (
                d.pick(
                    f"{one} and {other} together may get {at_most(d, most.told())} {unit}",
                    f"no more than {most.told()} {unit} can be given to {one} and {other} taken together",
                ),
                "together",
            )
        )
    limits.append((divisible(d, "shares"),))
    d.in_any_order(*limits)
    goal(
        d,
        Sense.MINIMIZE,
        total,
        d.pick(
            f"how many {unit} each {user} gets",
            f"how much {ware} to give to each {user}",
            f"the share of every {user}",
            f"how to split the {unit}",
        ),
        actor,
    )


ARCHETYPE = Archetype(
    "targets",
    "An allocation that strays as little as possible, in squares, from wishes.",
    _write,
    quadratic=True,
)
