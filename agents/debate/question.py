"""The one question that would decide what a debate left open."""

from __future__ import annotations

from collections.abc import Sequence

from optimoot.agents.comparison.contrast import Contrasts
from optimoot.agents.comparison.differences import Difference, DifferenceKind
from optimoot.agents.debate.turns import Move
from optimoot.agents.team import Candidate, Question

_WEIGHT = {
    DifferenceKind.SENSE: 0,
    DifferenceKind.CONSTRAINT: 1,
    DifferenceKind.RELATION: 2,
    DifferenceKind.LIMIT: 3,
    DifferenceKind.COEFFICIENT: 4,
    DifferenceKind.GOAL: 5,
    DifferenceKind.CONSTANT: 6,
    DifferenceKind.DOMAIN: 7,
    DifferenceKind.VARIABLE: 8,
}
"""Which difference is asked about first: one that people can answer from their own knowledge."""


def deciding_question(
    first: Candidate, second: Candidate, moves: Sequence[Move], contrasts: Contrasts
) -> Question | None:
    """The question between two candidates that differ (reads models in the sandbox: blocking).

    A team that held out may have asked it in the user's words; else it is made from the difference
    that separates the models.
    """
    last = {move.turn.team: move.turn for move in moves}
    sides = [last[c.team] for c in (first, second) if c.team in last]
    told = next((turn.question for turn in sides[::-1] if turn.question.strip()), "")
    found = contrasts.differences(first, second)
    ranked = sorted(found or (), key=lambda one: (not one.sentence, _WEIGHT[one.kind]))
    if told:
        quoted = [c.quote for turn in sides if turn.question == told for c in turn.critiques]
        return Question(text=told.strip(), quote=next((q for q in quoted if q), ""))
    if not ranked:
        return None
    return Question(text=_asked(ranked[0]), quote=ranked[0].sentence)


def _asked(one: Difference) -> str:
    """The question about one difference, without names of teams."""
    if one.kind is DifferenceKind.DOMAIN:
        return f"Is {one.about} {_kind_of(one.first)}, or {_kind_of(one.second)}?"
    if one.kind is DifferenceKind.VARIABLE:
        return f"Is there a decision {one.first or one.second} to be made?"
    if one.kind is DifferenceKind.CONSTRAINT:
        meaning = one.about.partition(" (")[2].rstrip(")")
        told = f"{meaning} ({one.first or one.second})" if meaning else one.first or one.second
        return f"Must this hold: {told}?"
    if one.kind is DifferenceKind.SENSE:
        return f"Is the goal to {one.first}, or to {one.second}?"
    return f"What holds for {one.about}: {one.first}, or {one.second}?"


def _kind_of(domain: str) -> str:
    kinds = {"integer": "a whole number", "binary": "a yes or no"}
    return kinds.get(domain, "any amount, also a fraction")
