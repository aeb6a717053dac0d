"""A debate on the terminal: what the models differed in, who said what, how it ended."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType

from optimoot.agents.debate.turns import Critique, Debate, Stance, Turn
from optimoot.app.terminal.parts import prose, section

_SHOWN = 8
"""Lines of one contrast, and critiques of one turn, that are shown."""


def debate_section(debate: Debate) -> Iterator[RenderableType]:
    """The debate as a section of an Answer's page."""
    held: dict[str, list[str]] = {}
    for team, result in debate.opening:
        held.setdefault(result, []).append(team)
    results = "; ".join(f"{', '.join(teams)}: {result}" for result, teams in held.items())
    lines = [prose(f"It began with {results}." if debate.turns else f"{results}.")]
    for contrast in debate.contrasts:
        lines.append(prose(f"{contrast.first} and {contrast.second} differ:"))
        lines += [prose(f"- {line}") for line in contrast.lines[:_SHOWN]]
    for turn in debate.turns:
        lines += [prose(_turn(turn)), *(prose(_critique(c)) for c in turn.critiques[:_SHOWN])]
    if not debate.turns:
        yield from section("Where the teams differ", *lines)
        return
    lines.append(prose(f"It ended: {debate.ended}", "dim"))
    yield from section("Debate", *lines)


def _turn(turn: Turn) -> str:
    acts = {
        Stance.DEFEND: "holds on",
        Stance.CONCEDE: f"concedes to {turn.to}",
        Stance.REVISE: "revises its model" + (f", having heard {turn.to}" if turn.to else ""),
    }
    return f"Round {turn.round}: {turn.team} {acts[turn.stance]} ({turn.result})."


def _critique(critique: Critique) -> str:
    of = f" (of {critique.of})" if critique.of else ""
    where = f"{critique.where}: " if critique.where else ""
    quote = f" “{critique.quote}”" if critique.quote else ""
    return f"- {where}{critique.why}{quote}{of}"
