"""Runs the ways to work on the cases, and tells what came of it."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from optimoot.benchmarks.scoring import share
from optimoot.benchmarks.simulation.cases import Case
from optimoot.benchmarks.simulation.plans import SCHEDULED
from optimoot.benchmarks.simulation.rates import Rates
from optimoot.benchmarks.simulation.repeated import Attempted
from optimoot.benchmarks.simulation.ways import (
    Bench,
    Result,
    Way,
    agora,
    assembly,
    attempts_then,
)

WAYS: dict[str, Way] = {
    "single team": attempts_then("single", 1),
    "single team, its certificate heeded": attempts_then("certified", 1),
    "best of 3 by certificate": attempts_then("best", 3),
    "majority of 3": attempts_then("majority", 3),
    "central judge of 3": attempts_then("judge", 3),
    "Agora-Opt's rule, 2 teams": agora(),
    "assembly, 2 teams": assembly(2),
    "assembly, 3 teams": assembly(3),
    "assembly, 2 teams, no debate": assembly(2, rounds=0),
    "assembly, 3 teams, no debate": assembly(3, rounds=0),
    "assembly, 2 teams, no verifier": assembly(2, verifier=False),
    "assembly, 2 teams, no repairs (no critic, no planner)": assembly(2, repairs=0),
    **SCHEDULED,
}
"""What is compared, by the name in the table."""


@dataclass(frozen=True)
class Row:
    """One line of the table: shares of all cases."""

    way: str
    cases: int
    right: int
    right_sure: int
    wrong_sure: int
    contested: int
    calls: float
    tokens: float
    verified: int
    verified_right: int


def measure(
    cases: Sequence[Case],
    rates: Rates,
    seed: int,
    ways: Mapping[str, Way],
    note: Callable[[str], None] = lambda _: None,
) -> Iterator[Row]:
    """A row for each way, as it is done."""
    attempts: dict[str, Attempted] = {}
    known = {case.problem.text: case for case in cases}
    for name, way in ways.items():
        note(name)
        with tempfile.TemporaryDirectory() as folder:
            bench = Bench(known, rates, seed, Path(folder), attempts)
            results = asyncio.run(_all(way, bench, cases))
        yield _row(name, results)


async def _all(way: Way, bench: Bench, cases: Sequence[Case]) -> list[Result]:
    """All cases, as many at once as keep two cores busy."""
    slots = asyncio.Semaphore(4)

    async def one(case: Case) -> Result:
        async with slots:
            return await way(bench, case)

    return await asyncio.gather(*(one(case) for case in cases))


def _row(name: str, results: Sequence[Result]) -> Row:
    count = len(results)
    return Row(
        way=name,
        cases=count,
        right=sum(r.right and not r.contested for r in results),
        right_sure=sum(r.right and r.sure for r in results),
        wrong_sure=sum(r.sure and r.answered and not r.right for r in results),
        contested=sum(r.contested for r in results),
        calls=sum(r.calls for r in results) / count,
        tokens=sum(r.tokens for r in results) / count,
        verified=sum(r.verified for r in results),
        verified_right=sum(r.verified and r.right for r in results),
    )


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table, shares with 95 % Wilson intervals."""
    lines = [
        "| way | right | right and sure | wrong and sure | contested | calls | tokens | "
        "verified, right of them |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {row.way} | {_share(row.right, row.cases)} | {_share(row.right_sure, row.cases)} | "
        f"{_share(row.wrong_sure, row.cases)} | {_share(row.contested, row.cases)} | "
        f"{row.calls:.2f} | {row.tokens:,.0f} | {row.verified}, {row.verified_right} |"
        for row in rows
    ]
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    found = share(part, whole)
    return f"{100 * part / whole:.1f} % ({100 * found.low:.1f}–{100 * found.high:.1f})"
