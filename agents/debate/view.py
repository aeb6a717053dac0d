"""What a team sees when it is its turn: its own model, the others', and how they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from optimoot.agents.comparison.agreement import agree
from optimoot.agents.comparison.contrast import Contrasts
from optimoot.agents.debate.turns import Critique, Move
from optimoot.agents.team import Candidate
from optimoot.certificate import CheckStatus

_MOST_LINES = 12
"""Differences that are shown of two models."""


@dataclass(frozen=True)
class Rival:
    """Another team's position, as it is shown.

    Attributes:
        agrees: Whether it agrees with the team that looks.
        differences: How its model differs from that team's, one line each.
        said: What it said in this debate, oldest first.
    """

    candidate: Candidate
    agrees: bool
    differences: tuple[str, ...] = ()
    said: tuple[Critique, ...] = ()


@dataclass(frozen=True)
class View:
    """What one team sees.

    Attributes:
        own: Its position.
        rivals: The others, those that differ first.
        round: The round, from 1.
        number: The number of the turn, from 1.
    """

    own: Candidate
    rivals: tuple[Rival, ...]
    round: int
    number: int

    def rival(self, name: str) -> Rival | None:
        """The rival of that name, if there is one that differs."""
        found = (r for r in self.rivals if r.candidate.team == name and not r.agrees)
        return next(found, None)


def view_of(
    team: str,
    held: Mapping[str, Candidate],
    moves: Sequence[Move],
    contrasts: Contrasts,
    place: tuple[int, int],
) -> View:
    """The view of one team (reads models in the sandbox: blocking).

    Args:
        team: Who looks.
        held: What each team holds.
        moves: The moves so far.
        contrasts: Works out how models differ.
        place: The round and the number of the turn.
    """
    own = held[team]
    rivals = [
        _rival(own, candidate, moves, contrasts) for name, candidate in held.items() if name != team
    ]
    rivals.sort(key=lambda rival: rival.agrees)
    return View(own, tuple(rivals), round=place[0], number=place[1])


def doubts(candidate: Candidate) -> tuple[str, ...]:
    """What the certificate holds against a candidate, one line each."""
    return tuple(
        f"{check.title}: {check.status}. {check.evidence}"
        for check in candidate.certificate.checks
        if check.status in (CheckStatus.FAILED, CheckStatus.WARNED)
    )


def _rival(own: Candidate, other: Candidate, moves: Sequence[Move], contrasts: Contrasts) -> Rival:
    agrees = agree(own.outcome, other.outcome)
    said = tuple(c for m in moves if m.turn.team == other.team for c in m.turn.critiques)
    lines = () if agrees else contrasts.between(own, other)[:_MOST_LINES]
    return Rival(other, agrees, lines, said)
