"""Fleet: how many vehicles of each kind to hire so that everything is carried."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.synthesis.draft import Archetype, Draft, Show
from optimoot.benchmarks.synthesis.phrases import at_least, at_most, goal, no_less, who, whole
from optimoot.benchmarks.synthesis.telling import Column, records
from optimoot.benchmarks.synthesis.words import plural
from optimoot.formulation import Domain, Sense

_SCENES: Final = (
    ("wedding planner", "vehicles", ("minibus", "coach", "limousine", "van"), (("guests", "carries {} guests"), ("suitcases", "takes {} suitcases"))),
    ("quarry", "trucks", ("dumper", "tipper", "semitrailer", "flatbed"), (("tons of gravel", "carries {} tons of gravel"), ("tons of sand", "carries another {} tons of sand"))),
    ("charity", "aircraft", ("helicopter", "seaplane", "cargo plane", "bush plane"), (("sacks of rice", "takes {} sacks of rice"), ("boxes of medicine", "takes {} boxes of medicine"))),
    ("festival", "tents", ("dome", "yurt", "bell tent", "marquee"), (("visitors", "sleeps {} visitors"), ("tables", "holds {} tables"))),
    ("research station", "boats", ("dinghy", "cutter", "barge", "catamaran"), (("scientists", "seats {} scientists"), ("crates", "carries {} crates"))),
    ("school", "buses", ("small bus", "double-decker", "articulated bus", "shuttle"), (("pupils", "seats {} pupils"), ("bicycles", "takes {} bicycles"))),
)  # fmt: skip


def _write(d: Draft) -> None:
    kind, things, pool, loads = d.pick(*_SCENES)
    d.scene = kind
    kinds = d.members("V", d.some(pool, 2, 4), f"kinds of {things}")
    planned = {v: d.amount(1, 9) for v in kinds}
    chosen = d.some(loads, 1, 2)
    carries = [{v: d.amount(3, 60) for v in kinds} for _ in chosen]
    price = d.parameter(
        "price",
        {
            v: d.amount(5 + 3 * sum(c[v] for c in carries), 20 + 5 * sum(c[v] for c in carries), 5)
            for v in kinds
        },
        "V",
        meaning="cost of one",
        show=Show.MONEY,
    )
    d.variable("hire", "V", meaning=f"{things} of each kind", domain=Domain.INTEGER)
    total = d.pick("total cost", "cost of hiring", "total rent")
    d.objective(Sense.MINIMIZE, "sum(price[v] * hire[v] for v in V)", meaning=total)
    names = [plural(v) for v in kinds]
    first, actor = who(d, kind)
    d.say(
        d.pick(
            f"{first} is going to hire {things} and can get {d.listed(names)}",
            f"{d.listed(names)} can be hired by {first}",
            f"{first} needs {things} for one weekend; {d.listed(names)} are on offer",
            f"a rental company offers {d.listed(names)} to {first}",
        )
    )
    columns = [
        Column(
            price,
            "Cost of one",
            d.pick("costs {}", "can be hired for {}", "is rented out at {}"),
            d.pick("the cost of one", "the rent for one"),
        )
    ]
    limits: list[tuple[str, ...]] = []
    for place, ((what, clause), held) in enumerate(zip(chosen, carries, strict=True), start=1):
        holds = d.parameter(f"holds_{place}", held, "V", meaning=f"{what} that one takes")
        need = d.parameter(
            f"need_{place}",
            d.amount(
                sum(held[v] * planned[v] for v in kinds) * 0.9,
                sum(held[v] * planned[v] for v in kinds),
            ),
            meaning=f"{what} to take",
        )
        d.constraint(
            f"carried_{place}",
            f"sum(holds_{place}[v] * hire[v] for v in V) >= need_{place}",
            meaning=f"all {what} are taken",
        )
        columns.append(
            Column(holds, what.capitalize(), clause, f"the number of {what} that one takes")
        )
        limits.append(
            (
                d.pick(
                    f"room is needed for {no_less(d, need.told())} {what}",
                    f"{need.told()} {what} have to be taken, and spare room does no harm",
                    f"together, the {things} hired must take {no_less(d, need.told())} {what}",
                ),
                f"carried_{place}",
            )
        )
    records(
        d,
        d.pick("Kind", "Type"),
        kinds,
        columns,
        subject=lambda v: d.pick(f"each {v}", f"one {v}", f"every {v}"),
        named=plural,
    )
    ranked = sorted(kinds, key=lambda v: price[v] / sum(c[v] for c in carries))
    if d.maybe(0.75):
        v = ranked[0]
        most = d.parameter("most", d.amount(1, planned[v]) + 1, meaning=f"{plural(v)} on offer")
        d.constraint(
            "offer", f"hire['{v}'] <= most", meaning=f"not more {plural(v)} than are on offer"
        )
        limits.append(
            (
                d.pick(
                    f"only {most.told()} {plural(v)} are left",
                    f"{at_most(d, most.told())} {plural(v)} can be had",
                    f"the company has {most.told()} {plural(v)} and no more",
                ),
                "offer",
            )
        )
    if d.maybe(0.4):
        v = ranked[-1]
        least = d.parameter("least", d.amount(2, 4), meaning=f"{plural(v)} wanted")
        d.constraint("wish", f"hire['{v}'] >= least", meaning=f"enough {plural(v)}")
        limits.append(
            (
                d.pick(
                    f"{actor} wants {at_least(d, least.told())} {plural(v)} in any case",
                    f"{at_least(d, least.told())} {plural(v)} have to be among them",
                ),
                "wish",
            )
        )
    limits.append((whole(d, things),))
    d.in_any_order(*limits)
    goal(
        d,
        Sense.MINIMIZE,
        total,
        d.pick(f"how many {things} of each kind to hire", f"the number of {d.listed(names)}"),
        actor,
    )


ARCHETYPE = Archetype(
    "fleet", "How many vehicles of each kind to hire so that everything is carried.", _write
)
