"""Advertising: how many placements to buy in each medium within a budget."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.synthesis.draft import Archetype, Draft, Show
from optimoot.benchmarks.synthesis.phrases import at_least, at_most, goal, who, whole
from optimoot.benchmarks.synthesis.telling import Column, records
from optimoot.formulation import Domain, Sense

_SCENES: Final = (
    ("language school", "placements", ("bus poster", "radio spot", "podcast read", "newspaper notice", "search banner")),
    ("car dealer", "placements", ("billboard", "television spot", "radio spot", "magazine page", "video clip")),
    ("summer festival", "placements", ("street poster", "cinema clip", "radio spot", "online banner", "flyer drop")),
    ("city library", "placements", ("tram poster", "newsletter item", "radio spot", "school visit", "web banner")),
    ("sportswear brand", "placements", ("stadium banner", "video clip", "magazine page", "influencer post", "search banner")),
    ("health insurer", "placements", ("mailing", "television spot", "newspaper notice", "waiting-room screen", "podcast read")),
)  # fmt: skip


def _write(d: Draft) -> None:
    kind, things, pool = d.pick(*_SCENES)
    d.scene = kind
    media = d.members("M", d.some(pool, 3, 5), "media")
    planned = {medium: d.amount(2, 14) for medium in media}
    price = d.parameter(
        "price",
        {medium: d.amount(80, 2400, 20) for medium in media},
        "M",
        meaning="price of a placement",
        show=Show.MONEY,
    )
    reach = d.parameter(
        "reach",
        {
            medium: d.amount(max(100, price[medium] * 12), price[medium] * 26, 100)
            for medium in media
        },
        "M",
        meaning="people reached by a placement",
    )
    d.variable("buy", "M", meaning="placements bought", domain=Domain.INTEGER)
    total = d.pick("number of people reached", "total audience", "overall reach")
    d.objective(Sense.MAXIMIZE, "sum(reach[m] * buy[m] for m in M)", meaning=total)
    spent = sum(price[m] * planned[m] for m in media)
    budget = d.parameter(
        "budget", d.amount(spent * 0.7, spent, 100), meaning="budget", show=Show.MONEY
    )
    d.constraint(
        "budget_kept",
        "sum(price[m] * buy[m] for m in M) <= budget",
        meaning="no more is spent than the budget",
    )
    first, actor = who(d, kind)
    names = [f"{medium}s" for medium in media]
    d.say(
        d.pick(
            f"{first} is planning a campaign with {d.listed(names)}",
            f"the next campaign of {first} may use {d.listed(names)}",
            f"{d.listed(names)} are the ways in which {first} can advertise",
            f"{first} wants to become better known and can pay for {d.listed(names)}",
        )
    )
    records(
        d, d.pick("Medium", "Channel", "Placement"), media,
        [
            Column(price, "Price", d.pick("costs {}", "is sold for {}", "is priced at {}"), d.pick("the price of a placement", "the cost of one placement")),
            Column(reach, "People reached", d.pick("reaches {} people", "is noticed by {} people", "gets an audience of {}"), d.pick("the number of people reached by a placement", "the audience of one placement"), "people"),
        ],
        subject=lambda m: d.pick(f"one {m}", f"each {m}", f"every {m}"), named=lambda m: f"{m}s",
    )  # fmt: skip
    limits: list[tuple[str, ...]] = [
        (d.pick(f"{at_most(d, budget.told())} may be spent in total", f"the budget is {budget.told()}", f"all of it together must not cost more than {budget.told()}", f"{actor} has set aside {budget.told()}, which must not be exceeded"), "budget_kept"),
    ]  # fmt: skip
    order = sorted(media, key=lambda m: reach[m] / price[m])
    capped = order[-1]
    most = d.parameter("most", d.amount(2, planned[capped] + 1), meaning=f"most {capped}s")
    d.constraint("most_kept", f"buy['{capped}'] <= most", meaning=f"not too many {capped}s")
    limits.append(
        (
            d.pick(
                f"{at_most(d, most.told())} {capped}s are on offer",
                f"the campaign should have {at_most(d, most.told())} {capped}s",
                f"no more {capped}s than {most.told()} can be booked",
            ),
            "most_kept",
        )
    )
    if d.maybe(0.6):
        wanted = order[0]
        least = d.parameter("least", d.amount(1, 4) + 1, meaning=f"least {wanted}s")
        d.constraint("least_kept", f"buy['{wanted}'] >= least", meaning=f"enough {wanted}s")
        limits.append(
            (
                d.pick(
                    f"{at_least(d, least.told())} {wanted}s are required",
                    f"{actor} insists on {at_least(d, least.told())} {wanted}s",
                    f"the campaign must include {at_least(d, least.told())} {wanted}s",
                ),
                "least_kept",
            )
        )
    if d.maybe(0.5) and len(media) > 3:
        second = order[-2]
        share = d.parameter(
            "share",
            d.amount(20, 50, 5) / 100,
            meaning=f"greatest share of {second}s",
            show=Show.PERCENT,
        )
        d.constraint(
            "mix",
            f"buy['{second}'] <= share * sum(buy[m] for m in M)",
            meaning=f"{second}s are not too large a share",
        )
        limits.append(
            (
                d.pick(
                    f"{second}s may not make up more than {share.told()} of all {things} bought",
                    f"of all {things} bought, {at_most(d, share.told())} may be {second}s",
                ),
                "mix",
            )
        )
    limits.append((whole(d, things),))
    d.in_any_order(*limits)
    goal(
        d,
        Sense.MAXIMIZE,
        total,
        d.pick(
            "how many placements of each kind to buy",
            "how often to use each medium",
            f"the number of {d.listed(names)} to book",
        ),
        actor,
    )


ARCHETYPE = Archetype(
    "advertising", "How many placements to buy in each medium within a budget.", _write
)
