"""`optimoot bench audit`: labels that our answers contradict, and figures without them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final

import typer

from optimoot.benchmarks.commands.named_run import chosen_disputes, named_run
from optimoot.benchmarks.commands.score import as_text
from optimoot.benchmarks.scoring.audit import Contradiction, contradictions
from optimoot.benchmarks.scoring.disputes import Dispute, write_disputes
from optimoot.benchmarks.scoring.measures import measures
from optimoot.benchmarks.scoring.rules.registry import USUAL_RULE, rule_named
from optimoot.benchmarks.scoring.scored import ScoredItem
from optimoot.certificate import CHECKER, CheckStatus, Confidence
from optimoot.errors import InputError
from optimoot.terminal_text import one_line

_SHOWN: Final = 12
"""Values of a plan that are shown."""
_TELLING: Final = frozenset(
    ["proven", "feasible", "objective_agrees", "two_encodings", "confirmed", "teams_agree", CHECKER]
)
"""Checks that are shown though they passed; all others are in the JSON."""
_LEVELS: Final = {"verified": Confidence.VERIFIED, "checked": Confidence.CHECKED}


def audit(
    run: str,
    *,
    rule: str = "",
    least: str = "verified",
    disputes: Path | None = None,
    out: Path | None = None,
    as_json: bool = False,
) -> None:
    """Print the labels that are contradicted, and the figures with and without them.

    Raises:
        InputError: The evaluation, the rule, the level or a file cannot be used.
    """
    if least not in _LEVELS:
        raise InputError(f"--least cannot be {least!r}.", remedy="Say verified or checked.")
    named = named_run(run)
    chosen = rule_named(rule) if rule else USUAL_RULE
    presets = named.presets(chosen, chosen_disputes(disputes))
    records = [one for found in presets.values() for one in found]
    found = contradictions(named.folder, records, least=_LEVELS[least])
    if out is not None:
        write_disputes(out, _as_disputes(found))
    if as_json:
        typer.echo(as_text(found))
        return
    for line in _told(found, least):
        typer.echo(line)
    for preset, of_preset in presets.items():
        for line in _figures(preset, of_preset, found):
            typer.echo(one_line(line))
    if out is not None:
        typer.echo(f"Disputes: {out}")


def _as_disputes(found: Sequence[Contradiction]) -> Iterator[Dispute]:
    for one in found:
        reason = f"{one.evidence} Ours is {one.stated} ({one.confidence}); not yet judged."
        yield Dispute(set=one.set, id=one.id, reason=reason)


def _told(found: Sequence[Contradiction], least: str) -> Iterator[str]:
    yield f"{len(found)} labels are contradicted by an answer that is {least} or better."
    for one in found:
        yield ""
        known = ", known to be disputed" if one.disputed else ""
        yield one_line(f"{one.set} {one.id}: label {one.label}, ours {one.stated}{known}")
        yield f"  {one_line(one.evidence)}"
        if one.labelled_plan:
            yield f"  {one_line(one.labelled_plan)}"
        by = one_line(f"{one.confidence} by {one.team} ({one.preset})")
        yield (
            f"  {by}; {one.against} of {one.attempts} attempts contradict the label so surely, "
            f"{one.for_label} agree with it"
        )
        for check in one.checks:
            if check.status is CheckStatus.PASSED and check.name not in _TELLING:
                continue
            yield f"  {one_line(f'{check.name} {check.status}: {check.evidence}')}"
        yield from _plan(one)


def _plan(one: Contradiction) -> Iterator[str]:
    if not one.plan:
        return
    shown = ", ".join(
        f"{value.name}[{value.index}] = {value.value:.10g}"
        if value.index
        else f"{value.name} = {value.value:.10g}"
        for value in one.plan[:_SHOWN]
    )
    more = f" and {len(one.plan) - _SHOWN} more" if len(one.plan) > _SHOWN else ""
    yield f"  plan: {one_line(shown)}{more}"


def _figures(
    preset: str, found: Sequence[ScoredItem], against: Collection[Contradiction]
) -> Iterator[str]:
    contradicted = {(one.set, one.id) for one in against}
    groups = {
        "with all items": list(found),
        "without items known to be disputed": [one for one in found if not one.disputed],
        "without items whose label is contradicted (at most)": [
            one for one in found if (one.item.set, one.item.id) not in contradicted
        ],
    }
    for name, group in groups.items():
        if name == "with all items" or len(group) < len(found):
            told = measures(group)
            yield (f"{preset}, {name}: accuracy {told.accuracy}; wrong and sure {told.wrong}")
