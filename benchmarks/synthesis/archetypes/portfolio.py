"""Portfolio: the least variance for a return that is wanted."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.synthesis.draft import Archetype, Draft, Show
from optimoot.benchmarks.synthesis.phrases import at_most, divisible, goal, no_less, who
from optimoot.benchmarks.synthesis.telling import Column, records
from optimoot.formulation import Sense

_SCENES: Final = (
    ("pension fund", "fund", ("Aurora", "Boreal", "Cascade", "Dune", "Estuary", "Fathom")),
    ("family office", "stock", ("Ferrovia", "Lumina", "Maritima", "Novapharm", "Ostrea", "Pellucid")),
    ("endowment", "bond", ("Atlas", "Bering", "Caspian", "Danube", "Ebro", "Fundy")),
    ("savings club", "trust", ("Harvest", "Keystone", "Lighthouse", "Millstone", "Northgate", "Oakwood")),
    ("hospital foundation", "fund", ("Alba", "Borealis", "Corona", "Draco", "Eridanus", "Fornax")),
    ("research council", "bond", ("Limpopo", "Mekong", "Niger", "Orinoco", "Paraná", "Rhine")),
    ("trade union", "stock", ("Argentum", "Brightway", "Corvid", "Dynamo", "Elektra", "Finwhale")),
    ("sovereign fund", "region", ("Iberia", "Scandinavia", "Oceania", "Andes", "Maghreb", "Balkans")),
    ("church treasury", "note", ("Amber", "Beryl", "Citrine", "Diamond", "Emerald", "Garnet")),
    ("venture club", "startup", ("Aerolite", "Biovolt", "Cryptum", "Dronely", "Ecoloop", "Farmbit")),
    ("city treasury", "deposit", ("Civic", "Downtown", "Eastbank", "Fidelity", "Guild", "Homestead")),
    ("insurance company", "asset class", ("gold", "timberland", "property", "shares", "infrastructure", "notes")),
)  # fmt: skip


def _write(d: Draft) -> None:
    kind, asset, pool = d.pick(*_SCENES)
    d.scene = kind
    assets = d.members("A", d.some(pool, 3, 5), "investments")
    many = "asset classes" if asset == "asset class" else f"{asset}s"
    risk = {a: d.amount(2, 40) for a in assets}
    gains = {a: max(1.0, round(1.5 + risk[a] * d.chance.uniform(0.15, 0.3), 1)) for a in assets}
    gain = d.parameter(
        "gain",
        {a: g / 100 for a, g in gains.items()},
        "A",
        meaning="expected yearly return",
        show=Show.PERCENT,
    )
    variance = d.parameter("variance", risk, "A", meaning="risk coefficient")
    budget = d.parameter("budget", d.amount(10, 90, 5), meaning="money to invest, in thousands")
    mean = sum(gains.values()) / len(assets)
    wanted = d.parameter(
        "wanted",
        round(
            budget.value
            * d.chance.uniform(mean * 1.02, mean + 0.6 * (max(gains.values()) - mean))
            / 100,
            1,
        ),
        meaning="return wanted, in thousands",
    )
    d.variable("invest", "A", meaning="thousands invested", unit="thousands")
    total = d.pick("total risk", "sum of the risks", "risk of the whole portfolio")
    d.objective(Sense.MINIMIZE, "sum(variance[a] * invest[a] ** 2 for a in A)", meaning=total)
    d.constraint(
        "placed", "sum(invest[a] for a in A) == budget", meaning="all of the money is invested"
    )
    d.constraint(
        "returned", "sum(gain[a] * invest[a] for a in A) >= wanted", meaning="the return is reached"
    )
    first, actor = who(d, kind)
    coin = {"$": "dollars", "€": "euros", "£": "pounds"}.get(d.money, d.money)
    d.say(
        d.pick(
            f"{first} divides its money among the {many} {d.listed(assets)}",
            f"{first} can invest in the {many} {d.listed(assets)}",
            f"the {many} {d.listed(assets)} are open to {first}",
            f"{d.listed(assets)} are the {many} on the list of {first}",
            f"the treasurer of {first} looks at the {many} {d.listed(assets)}",
            f"a new mix of the {many} {d.listed(assets)} is sought by {first}",
        )
    )
    d.say(d.pick(
        f"all amounts are counted in units of a thousand {coin}; exactly {budget.told()} units are to be invested",
        f"with one unit standing for a thousand {coin}, exactly {budget.told()} units have to be invested",
        f"there are exactly {budget.told()} units to place, each of them worth a thousand {coin}, and all must be placed",
        f"money is counted in units (one unit is a thousand {coin}); the whole sum of {budget.told()} units has to be put to work",
        f"no more and no less than {budget.told()} units, a thousand {coin} each, must be spread over them",
    ).replace("a thousand", d.aside(1000, "a thousand")), "placed")  # fmt: skip
    d.say(d.pick(
        "the risk of an investment is its risk coefficient times the square of the units placed in it, and risks add up",
        f"placing some units in {d.pick('one of them', 'any of them')} causes a risk of the risk coefficient times the square of those units; the risks are added",
        "risk grows with the square of what is placed: multiply this square by the risk coefficient, and add up over all investments",
        "to measure risk, the units placed are squared, multiplied by the risk coefficient, and summed",
        "there is no correlation, so the whole risk is the sum, over all investments, of risk coefficient times squared units",
    ))  # fmt: skip
    records(d, asset.capitalize(), assets, [
        Column(gain, "Expected return", d.pick("has an expected return of {}", "is expected to return {}", "promises {} a year", "should yield {}"), "the expected return"),
        Column(variance, "Risk coefficient", d.pick("has a risk coefficient of {}", "carries a risk coefficient of {}", "comes with a risk coefficient of {}", "is given the risk coefficient {}"), "the risk coefficient"),
    ], subject=lambda a: a)  # fmt: skip
    limits: list[tuple[str, ...]] = [
        (
            d.pick(
                f"the expected return has to be {no_less(d, wanted.told())} units in total",
                f"a total expected return of {no_less(d, wanted.told())} units is wanted",
                f"the portfolio must be expected to return {no_less(d, wanted.told())} units",
                f"an expected return of less than {wanted.told()} units would not be accepted",
                f"{actor} counts on an expected return of {no_less(d, wanted.told())} units",
            ),
            "returned",
        )
    ]
    if d.maybe(0.5):
        chosen = max(assets, key=lambda a: gains[a] / risk[a])
        most = d.parameter(
            "most",
            d.amount(10, 35, 5) / 100,
            meaning=f"greatest share of {chosen}",
            show=Show.PERCENT,
        )
        d.constraint(
            "limit", f"invest['{chosen}'] <= most * budget", meaning=f"not too much in {chosen}"
        )
        limits.append(
            (
                d.pick(
                    f"{at_most(d, most.told())} of the money may be placed in {chosen}",
                    f"the share of {chosen} must not be above {most.told()} of the money invested",
                    f"not more than {most.told()} of all units can go into {chosen}",
                ),
                "limit",
            )
        )
    limits.append((divisible(d, "investments"),))
    d.in_any_order(*limits)
    goal(
        d,
        Sense.MINIMIZE,
        total,
        d.pick(
            f"how many units to place in each of the {many}",
            "how to divide the money",
            "the units for each investment",
            f"how the units are spread over {d.listed(assets)}",
        ),
        actor,
    )


ARCHETYPE = Archetype(
    "portfolio", "The least risk for a return that is wanted.", _write, quadratic=True
)
