"""A debate as it is kept with the Answer."""

from __future__ import annotations

from collections.abc import Sequence

from optimoot.agents.comparison.agreement import agree
from optimoot.agents.comparison.contrast import Contrasts
from optimoot.agents.debate.turns import Contrast, Debate, Move
from optimoot.agents.team import Candidate
from optimoot.outcome import Outcome

_MOST_CONTRASTS = 6


def debate_of(
    opening: Sequence[Candidate], moves: Sequence[Move], ended: str, contrasts: Contrasts
) -> Debate | None:
    """The debate, None where nobody moved, with what it was about (reads models: blocking)."""
    if not moves:
        return None
    settled = [c for c in opening if c.outcome.is_conclusive]
    pairs = [
        (first, second)
        for place, first in enumerate(settled)
        for second in settled[place + 1 :]
        if not agree(first.outcome, second.outcome)
    ]
    return Debate(
        opening=tuple((c.team, told(c.outcome)) for c in settled),
        contrasts=tuple(
            Contrast(first=first.team, second=second.team, lines=contrasts.between(first, second))
            for first, second in pairs[:_MOST_CONTRASTS]
        ),
        turns=tuple(move.turn for move in moves),
        ended=ended,
    )


def told(outcome: Outcome) -> str:
    """A result in one line."""
    if outcome.objective is not None:
        return f"{outcome.solution}, objective {outcome.objective:.8g}"
    return str(outcome.termination).replace("_", " ")
