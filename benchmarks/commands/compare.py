"""`optimoot bench compare`: two ways of working on the same items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import typer

from optimoot.benchmarks.commands.named_run import chosen_disputes, named_run
from optimoot.benchmarks.commands.score import as_text
from optimoot.benchmarks.scoring.comparison import Comparison, Flip
from optimoot.benchmarks.scoring.comparison import compare as compare_records
from optimoot.benchmarks.scoring.rules.registry import USUAL_RULE, rule_named
from optimoot.benchmarks.scoring.scored import ScoredItem
from optimoot.terminal_text import one_line


def compare(
    first: str,
    second: str,
    *,
    rule: str = "",
    sure: bool = False,
    disputes: Path | None = None,
    as_json: bool = False,
) -> None:
    """Print what flipped between two evaluations, or presets of one, and whether it is chance.

    Items whose label is disputed are left out where disputes are named.

    Raises:
        InputError: An evaluation, the rule or the disputes cannot be used, or several presets
            could be meant.
    """
    chosen = rule_named(rule) if rule else USUAL_RULE
    known = chosen_disputes(disputes)
    ours = named_run(first).one_preset(chosen, known)
    theirs = named_run(second).one_preset(chosen, known)
    found = compare_records(_settled(ours[1]), _settled(theirs[1]), sure=sure)
    if as_json:
        typer.echo(as_text(found))
        return
    names = (f"{first} ({ours[0]})", f"{second} ({theirs[0]})")
    what = "right and stated as sure" if sure else "right as stated, sure or not"
    typer.echo(one_line(f"Compared by the rule {chosen.name}: {what}."))
    for line in lines(found, names):
        typer.echo(line)
    disputed = {(one.item.set, one.item.id) for one in (*ours[1], *theirs[1]) if one.disputed}
    if disputed:
        typer.echo(f"Left out: {len(disputed)} items whose label is disputed")


def _settled(found: Sequence[ScoredItem]) -> list[ScoredItem]:
    return [one for one in found if not one.disputed]


def lines(found: Comparison, names: tuple[str, str]) -> Iterator[str]:
    """A comparison for people."""
    yield one_line(f"A {names[0]}: {100 * found.first:.1f} % of {found.items} common items")
    yield one_line(f"B {names[1]}: {100 * found.second:.1f} %")
    gap = found.difference
    yield (
        f"B - A: {100 * gap.value:+.1f} points ({100 * gap.low:+.1f} to {100 * gap.high:+.1f}), "
        f"with {found.clusters} groups of near-duplicates"
    )
    yield (
        f"B better at {len(found.gained)}, A better at {len(found.lost)}: McNemar's exact test "
        f"p = {found.p:.3g}; by groups of near-duplicates p = {found.p_clustered:.3g}"
    )
    if any(found.left_out):
        yield (
            f"Left out: {found.left_out[0]} items that only A attempted, {found.left_out[1]} that "
            "only B attempted"
        )
    if found.changed:
        told = ", ".join(map(one_line, found.changed[:10]))
        yield f"Left out: {len(found.changed)} items whose text or label differs: {told}"
    for title, flips in (("B better at:", found.gained), ("A better at:", found.lost)):
        if flips:
            yield title
            yield from (f"  {one_line(_told(flip))}" for flip in flips)


def _told(flip: Flip) -> str:
    shares = ""
    if {flip.first, flip.second} != {0.0, 1.0}:
        shares = f" (right in {100 * flip.first:.0f} % and {100 * flip.second:.0f} %)"
    return f"{flip.set} {flip.id}: A {flip.told[0]}, B {flip.told[1]}, label {flip.label}{shares}"
