"""A debate as it is kept with the Answer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from optimoot.agents.comparison.contrast import Contrasts
from optimoot.agents.debate.turns import Contrast, Debate, Move
from optimoot.agents.judgement import agreeing_groups
from optimoot.agents.team import Candidate
from optimoot.outcome import Outcome

_MOST_CONTRASTS = 6
_MOST_OF_A_SIDE = 4


def debate_of(
    opening: Sequence[Candidate],
    moves: Sequence[Move],
    ended: str,
    contrasts: Contrasts,
    apart: tuple[Candidate, Candidate] | None = None,
) -> Debate | None:
    """The debate with what it was about; None where all agree (reads models: blocking).

    Where teams differ and nobody can argue, it has no turns.

    Args:
        opening: The positions that the teams came with.
        moves: What they did.
        ended: Why it ended.
        contrasts: Tells models apart.
        apart: Two that are apart although they agree on the stated data.
    """
    settled = [c for c in opening if c.outcome.is_conclusive]
    groups = agreeing_groups(settled)
    pairs = list(combinations(groups, 2))[:_MOST_CONTRASTS]
    if not pairs and apart is not None:
        pairs = [([apart[0]], [apart[1]])]
    if not moves and not pairs:
        return None
    return Debate(
        opening=tuple((c.team, told(c.outcome)) for c in settled),
        contrasts=tuple(_contrast(ours, theirs, contrasts) for ours, theirs in pairs),
        turns=tuple(move.turn for move in moves),
        ended=ended,
    )


def _contrast(
    ours: Sequence[Candidate], theirs: Sequence[Candidate], contrasts: Contrasts
) -> Contrast:
    """How two sides differ, by the two models that have the least to tell."""
    found = [
        Contrast(first=one.team, second=other.team, lines=contrasts.between(one, other))
        for one in ours[:_MOST_OF_A_SIDE]
        for other in theirs[:_MOST_OF_A_SIDE]
    ]
    return min(found, key=lambda contrast: sum(map(len, contrast.lines)))


def told(outcome: Outcome) -> str:
    """A result in one line."""
    if outcome.objective is not None:
        return f"{outcome.solution}, objective {outcome.objective:.8g}"
    return str(outcome.termination).replace("_", " ")
