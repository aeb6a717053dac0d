"""Networks: their links, and how these are told."""

from __future__ import annotations

from collections.abc import Sequence

from optimoot.benchmarks.synthesis.demonstration import Style
from optimoot.benchmarks.synthesis.draft import Draft
from optimoot.benchmarks.synthesis.telling import Column, table

Arc = tuple[str, str]


def layered(d: Draft, start: str, middle: Sequence[str], end: str) -> tuple[Arc, ...]:
    """Links that lead forward from the start to the end, each place between on some way."""
    cut = max(1, len(middle) // 2)
    early, late = middle[:cut], middle[cut:]
    arcs: list[Arc] = [(start, place) for place in early]
    arcs += [(one, other) for one in early for other in late if d.maybe(0.75)]
    for other in late:
        if all(arc[1] != other for arc in arcs):
            arcs.append((d.chance.choice(early), other))
    for one in early:
        if all(arc[0] != one for arc in arcs):
            arcs.append((one, d.chance.choice([*late, end] if late else [end])))
    arcs += [(place, end) for place in (late or early) if (place, end) not in arcs]
    if late and d.maybe():
        arcs.append((start, d.chance.choice(late)))
    if late and d.maybe() and (early[0], end) not in arcs:
        arcs.append((early[0], end))
    return tuple(dict.fromkeys(arcs))


def arcs_told(d: Draft, arcs: Sequence[Arc], link: str, columns: Sequence[Column]) -> None:
    """Tell the figures of each link."""
    tells = [name for column in columns for name in column.tells]
    if d.style is Style.TABLE:
        series = d.listed([column.series.removeprefix("the ") for column in columns])
        d.say(
            d.pick(
                f"the table lists every {link} with its {series}",
                f"these are all {link}s, with the {series}",
                f"for each {link}, the {series} is given here",
                f"no other {link}s exist than those in the table",
            ),
            *tells,
        )
        head = ["From", "To", *(column.heading(d) for column in columns)]
        rows = [
            [*arc, *(d.figure(c.values, (arc,), in_table=True) for c in columns)] for arc in arcs
        ]
        table(d, head, rows)
        return
    d.say(
        d.pick(f"there are {link}s as follows", f"the {link}s are these", f"these {link}s exist")
        + ":",
        *tells,
    )
    leads = (f"the {link}", "the one", "that")
    for place, arc in enumerate(arcs):
        clauses = [c.clause.format(d.figure(c.values, (arc,), in_table=False)) for c in columns]
        lead = leads[0] if place % 3 == 0 else d.pick(*leads)
        d.say(f"{lead} from {arc[0]} to {arc[1]} {d.listed(clauses)}", *tells)
