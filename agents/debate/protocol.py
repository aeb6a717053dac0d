"""The rules of a debate: who moves next, and when it is over.

Teams move one at a time, and each sees what the last one did: two that moved at once could swap
their answers and differ as before. The first to move changes from round to round. A debate is over
when all agree, when a whole round changed nothing, when a team comes back to a position that it had
left, or when the rounds are spent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from optimoot.agents.comparison.agreement import agree
from optimoot.agents.debate.turns import Move
from optimoot.agents.team import Candidate

AGREED = "All teams agree."
UNMOVED = "A whole round changed no position."
REPEATED = "A team came back to a position that it had left."
SPENT = "The rounds are spent."
ALONE = "No team can argue."


def positions_after(
    opening: Mapping[str, Candidate], moves: Sequence[Move]
) -> dict[str, Candidate]:
    """What each team holds after the moves."""
    held = dict(opening)
    for move in moves:
        if move.position is not None:
            held[move.turn.team] = move.position
    return held


def next_speaker(speakers: Sequence[str], moves: Sequence[Move]) -> tuple[str, int]:
    """Who moves next, and in which round (from 1)."""
    done = len(moves)
    turn, place = divmod(done, len(speakers))
    return speakers[(turn + place) % len(speakers)], turn + 1


def reason_to_end(
    opening: Mapping[str, Candidate],
    speakers: Sequence[str],
    moves: Sequence[Move],
    rounds: int,
) -> str:
    """Why the debate is over; empty while it is not."""
    held = positions_after(opening, moves)
    if all_agree(tuple(held.values())):
        return AGREED
    if not speakers:
        return ALONE
    if len(moves) >= len(speakers) * rounds:
        return SPENT
    lap = moves[-len(speakers) :]
    if len(lap) == len(speakers) and all(move.position is None for move in lap):
        return UNMOVED
    if moves and moves[-1].position is not None and _came_back(opening, moves):
        return REPEATED
    return ""


def all_agree(candidates: Sequence[Candidate]) -> bool:
    """Whether all candidates have the same settled result on the stated data."""
    return all(agree(candidates[0].outcome, other.outcome) for other in candidates[1:])


def signature(candidate: Candidate) -> str:
    """Equal for positions that hold the same program with the same data."""
    program = candidate.program
    return hashlib.sha256(f"{program.source}|{program.data}".encode()).hexdigest()


def _came_back(opening: Mapping[str, Candidate], moves: Sequence[Move]) -> bool:
    """Whether the last move took up a position that its team held before, and left."""
    team, last = moves[-1].turn.team, moves[-1].position
    if last is None:
        return False
    own = [m.position for m in moves[:-1] if m.turn.team == team and m.position is not None]
    earlier = ([opening[team]] if team in opening else []) + own
    return signature(last) in {signature(position) for position in earlier}
