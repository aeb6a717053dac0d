"""`optimoot bench score`: the measures of evaluations, by any rule, without running anything."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import typer
from pydantic import TypeAdapter

from optimoot.benchmarks.commands.named_run import (
    NamedRun,
    chosen_disputes,
    chosen_rules,
    named_run,
)
from optimoot.benchmarks.scoring.calibration import (
    Calibration,
    RiskPoint,
    calibration,
    risk_coverage,
)
from optimoot.benchmarks.scoring.effort import Effort
from optimoot.benchmarks.scoring.failures import FailureClass, failure_class
from optimoot.benchmarks.scoring.measures import Measures, by, measures
from optimoot.benchmarks.scoring.rules.rule import Rule
from optimoot.benchmarks.scoring.scored import ScoredItem, attempts_left
from optimoot.errors import InputError
from optimoot.terminal_text import one_line

_MOST_REASONS: Final = 5
KEYS: Final[Mapping[str, Callable[[ScoredItem], str]]] = {
    "set": lambda one: one.item.set or "no set",
    "family": lambda one: one.item.family or "no family told",
    "failure": lambda one: failure_class(one).value,
}
"""What measures can be told by."""


@dataclass(frozen=True)
class Scoring:
    """The figures of one preset of one evaluation by one rule.

    Attributes:
        left: Attempts that were asked for and have not been made.
        undisputed: The measures without the items whose labels are disputed; None where none is.
        parts: The measures of each part, where they are asked for by a key.
    """

    run: str
    preset: str
    rule: str
    left: int
    all: Measures
    undisputed: Measures | None
    calibration: Calibration
    risk_coverage: tuple[RiskPoint, ...]
    parts: dict[str, Measures] = field(default_factory=dict)


def score(
    runs: Sequence[str],
    *,
    rules: Sequence[str] = (),
    disputes: Path | None = None,
    key: str = "",
    as_json: bool = False,
) -> None:
    """Print the figures of evaluations.

    Raises:
        InputError: An evaluation, a rule, a key or the disputes cannot be used.
    """
    if key and key not in KEYS:
        raise InputError(f"--by cannot be {key!r}.", remedy=f"Known are: {', '.join(KEYS)}.")
    named = [named_run(run) for run in runs]
    found = [
        scoring
        for run in named
        for rule in chosen_rules(rules)
        for scoring in _scorings(run, rule, disputes, key)
    ]
    if as_json:
        typer.echo(as_text(found))
        return
    for scoring in found:
        for line in _lines(scoring):
            typer.echo(one_line(line) if not line.startswith(" ") else f"  {one_line(line)}")
        if disputes is not None and scoring.undisputed is None:
            typer.echo("  none of the disputes is about an item of this run")
        typer.echo("")


def as_text(found: Any) -> str:
    """What was found as JSON."""
    return json.dumps(TypeAdapter(Any).dump_python(found, mode="json"), indent=1)


def _scorings(run: NamedRun, rule: Rule, path: Path | None, key: str) -> Iterator[Scoring]:
    left = attempts_left(run.folder)
    for preset, found in run.presets(rule, chosen_disputes(path)).items():
        settled = [one for one in found if not one.disputed]
        yield Scoring(
            run=run.name,
            preset=preset,
            rule=rule.name,
            left=left.get(preset, 0),
            all=measures(found),
            undisputed=measures(settled) if len(settled) < len(found) else None,
            calibration=calibration(found),
            risk_coverage=risk_coverage(found),
            parts=by(found, KEYS[key]) if key else {},
        )


def _lines(scoring: Scoring) -> Iterator[str]:
    found = scoring.all
    yield f"{scoring.run}: {scoring.preset}, by the rule {scoring.rule}"
    yield (
        f"  {found.records} attempts at {found.items} items in {found.clusters} groups of "
        "near-duplicates; intervals at 95 % allow for these"
    )
    if scoring.left:
        yield f"  {scoring.left} more attempts were asked for and have not been made"
    yield from _shares(found)
    yield from _effort(found.effort)
    yield from _failures(found)
    for level in scoring.calibration.levels:
        yield f"  right of those {level.level}: {level.right}"
    for name, numeric in scoring.calibration.numeric.items():
        yield (
            f"  confidence by {name}: Brier score {numeric.brier:.3f} (of the share alone "
            f"{numeric.brier_of_share:.3f}), calibration error {numeric.error:.3f}"
        )
    if scoring.undisputed is not None:
        out = found.items - scoring.undisputed.items
        yield f"  without {out} items whose label is disputed:"
        yield from _shares(scoring.undisputed)
    for name, part in scoring.parts.items():
        yield f"  {name}: accuracy {part.accuracy}; wrong and sure {part.wrong}"


def _shares(found: Measures) -> Iterator[str]:
    yield f"  accuracy (stated, sure or not): {found.accuracy}"
    yield f"  right and sure: {found.right}"
    yield f"  wrong and sure: {found.wrong}"
    yield f"  abstained: {found.abstained}"
    yield f"  right of those stated as sure: {found.selective_accuracy}"
    yield f"  a program ran: {found.executability}"
    for k, mean in found.pass_at.items():
        if len(found.pass_at) > 1:
            told = f"{100 * mean.value:.1f} % ({100 * mean.low:.1f} to {100 * mean.high:.1f})"
            yield f"  pass@{k}: {told} over {mean.of} items"


def _effort(effort: Effort) -> Iterator[str]:
    yield (
        f"  {effort.seconds:.1f} s in all, {effort.median_seconds:.2f} s the median, "
        f"{effort.slow_seconds:.2f} s the 90th percentile"
    )
    if effort.calls or effort.unpriced:
        least = "at least " if effort.least_tokens else ""
        yield (
            f"  {effort.calls} calls, {least}{effort.input_tokens} tokens in and "
            f"{effort.output_tokens} out; {_cost(effort)}"
        )
    if effort.productivity is not None:
        yield f"  {effort.productivity:.2f} lines of code for a thousand tokens"


def _cost(effort: Effort) -> str:
    if effort.cost is not None:
        return f"${effort.cost:.4f}"
    return (
        f"the cost is unknown: at least ${effort.known_cost:.4f}, {effort.unpriced} attempts have "
        "no price"
    )


def _failures(found: Measures) -> Iterator[str]:
    counts = {kind: count for kind, count in found.failures.items() if count}
    counts.pop(FailureClass.NONE, None)
    for kind, count in sorted(counts.items(), key=lambda pair: -pair[1]):
        yield f"  {kind.value}: {count}"
    for reason, count in list(found.declined.items())[:_MOST_REASONS]:
        yield f"  declined, {reason}: {count}"
