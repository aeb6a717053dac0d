"""Cutting: how often to use each pattern so that all orders are filled."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.synthesis.draft import Archetype, Draft, Show
from optimoot.benchmarks.synthesis.phrases import goal, who, whole
from optimoot.benchmarks.synthesis.telling import Column, matrix, records
from optimoot.formulation import Domain, Sense

_SCENES: Final = (
    ("paper converter", "roll", ("narrow reel", "medium reel", "wide reel", "label strip")),
    ("steel yard", "beam", ("short girder", "long girder", "bracket", "post")),
    ("glazier", "sheet", ("window pane", "door pane", "shelf pane", "mirror")),
    ("carpet dealer", "bale", ("runner", "hall rug", "square rug", "stair tread")),
    ("leather workshop", "hide", ("belt", "strap", "bag panel", "sole")),
    ("garment cutter", "bolt", ("sleeve", "collar", "back panel", "cuff")),
)  # fmt: skip
_PATTERNS: Final = ("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot")


def _write(d: Draft) -> None:
    kind, stock, pool = d.pick(*_SCENES)
    d.scene = kind
    pieces = d.members("K", d.some(pool, 2, 4), "pieces")
    patterns = d.members("P", _PATTERNS[: d.chance.randint(3, 6)], "patterns")
    yields = {(p, k): d.amount(0, 4) for p in patterns for k in pieces}
    for place, p in enumerate(patterns):
        yields[p, pieces[place % len(pieces)]] += 2
    cut = d.parameter("cut", yields, "P", "K", meaning="pieces cut by a pattern")
    needed = d.parameter(
        "needed", {k: d.amount(20, 160) for k in pieces}, "K", meaning="pieces ordered"
    )
    d.variable("use", "P", meaning=f"{stock}s cut by each pattern", domain=Domain.INTEGER)
    priced = d.maybe(0.4)
    if priced:
        price = d.parameter(
            "price",
            {p: d.amount(8, 14) + 2 * sum(yields[p, k] for k in pieces) for p in patterns},
            "P",
            meaning="cost of cutting",
            show=Show.MONEY,
        )
        total = d.pick("total cost", "cost of cutting")
        d.objective(Sense.MINIMIZE, "sum(price[p] * use[p] for p in P)", meaning=total)
    else:
        total = d.pick(f"number of {stock}s used", f"number of {stock}s that are cut up")
        d.objective(Sense.MINIMIZE, "sum(use[p] for p in P)", meaning=total)
    d.constraint(
        "ordered",
        "sum(cut[p, k] * use[p] for p in P) >= needed[k]",
        "k in K",
        meaning="every order is filled",
    )
    first, actor = who(d, kind)
    names = [f"{k}s" for k in pieces]
    d.say(
        d.pick(
            f"{first} cuts {stock}s into {d.listed(names)}",
            f"{d.listed(names)} are cut from {stock}s by {first}",
            f"{first} has orders for {d.listed(names)}, which are cut from whole {stock}s",
        )
    )

    def tell_patterns() -> None:
        d.say(
            d.pick(
                f"each {stock} is cut by one of the patterns {d.listed(patterns)}",
                f"there are patterns for this, called {d.listed(patterns)}",
                f"a {stock} can be cut in several ways, known as {d.listed(patterns)}",
            )
        )
        matrix(d, patterns, pieces, cut, header="Pieces", corner="Pattern / piece",
               lead=lambda p: d.pick(f"pattern {p} gives", f"from one {stock}, pattern {p} makes"), cell="{} of the {}s",
               intro=f"the number of pieces that each pattern makes of one {stock}")  # fmt: skip

    def tell_needs() -> None:
        records(d, "Piece", pieces, [Column(needed, "Ordered", d.pick("is needed {} times or more", "has been ordered {} times"), "the number ordered", "", ("ordered",))],
                subject=lambda k: f"the {k}", named=lambda k: f"{k}s")  # fmt: skip

    parts = [tell_patterns, tell_needs]
    if priced:
        parts.append(
            lambda: records(
                d,
                "Pattern",
                patterns,
                [
                    Column(
                        price,
                        f"Cost per {stock}",
                        d.pick(f"costs {{}} for each {stock}", f"has a cost of {{}} per {stock}"),
                        f"the cost per {stock}",
                    )
                ],
                subject=lambda p: f"pattern {p}",
                named=lambda p: f"pattern {p}",
            )
        )
    d.chance.shuffle(parts)
    for part in parts:
        part()
    d.paragraph()
    d.in_any_order(
        (d.pick("more may be cut than was ordered, but not less", "every order has to be filled; surplus pieces are allowed", f"{d.pick('all orders', 'the orders')} must be filled at least, and what is left over is scrapped"), "ordered"),
        (whole(d, f"{stock}s"),),
    )  # fmt: skip
    goal(
        d,
        Sense.MINIMIZE,
        total,
        d.pick(f"how many {stock}s to cut by each pattern", "how often to use each pattern"),
        actor,
    )


ARCHETYPE = Archetype(
    "cutting", "How often to use each pattern so that all orders are filled.", _write
)
