"""What the certificate makes of right models and of each class of error put into them.

An error counts only where it changes the result (or is a tampered claim): a mistake that leads to
the same plan and objective misleads nobody.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from optimoot.benchmarks.injection.claims import FALSE_CLAIMS
from optimoot.benchmarks.injection.misreadings import MISREADINGS
from optimoot.benchmarks.injection.programs import CHANGED_PROGRAMS
from optimoot.benchmarks.injection.solved import Inject, Solve, solved_model
from optimoot.benchmarks.made_models import made_models
from optimoot.certificate import Certificate, Confidence
from optimoot.solvers.checks import certify

SURE = (Confidence.VERIFIED, Confidence.CHECKED)
ERRORS: tuple[Inject, ...] = (*MISREADINGS, *CHANGED_PROGRAMS, *FALSE_CLAIMS)


@dataclass(frozen=True)
class Row:
    """One class of error: how often it was put in, and what the certificate made of it."""

    name: str
    meaning: str
    cases: int
    refuted: int
    doubtful: int
    warned: int
    unnoticed: int

    @property
    def sure(self) -> int:
        """How many wrong results were given as `checked` or `verified`."""
        return self.warned + self.unnoticed


def measure(count: int, solve: Solve, seed: int = 0) -> Iterator[Row]:
    """The certificates of right models first, then of every class of error.

    Args:
        count: Right models.
        solve: Runs a Program.
        seed: Of the models and of where errors are put.
    """
    models = [
        solved_model(made, solve, random.Random(f"{seed} {place}"))  # noqa: S311 - not secret
        for place, made in enumerate(made_models(count, seed))
    ]
    yield _row("right", "Nothing is wrong.", [certify(m.context) for m in models])
    for inject in ERRORS:
        contexts = [context for model in models if (context := inject(model)) is not None]
        meaning = (inject.__doc__ or "").splitlines()[0]
        yield _row(inject.__name__, meaning, [certify(context) for context in contexts])


def _row(name: str, meaning: str, certificates: list[Certificate]) -> Row:
    def count(*kinds: Confidence) -> int:
        return sum(c.confidence in kinds for c in certificates)

    told = sum(c.confidence in SURE and "look at" in c.because for c in certificates)
    return Row(
        name=name,
        meaning=meaning,
        cases=len(certificates),
        refuted=count(Confidence.REFUTED),
        doubtful=count(Confidence.DOUBTFUL),
        warned=told,
        unnoticed=count(*SURE) - told,
    )


def table(rows: list[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [
        "| error | cases | refuted | doubtful | `checked` with a warning | `checked` |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {r.name.replace('_', ' ')}: {r.meaning.rstrip('.').lower()} | {r.cases} | {r.refuted} "
        f"| {r.doubtful} | {r.warned} | {r.unnoticed} |"
        for r in rows
    ]
    return "\n".join(lines)
