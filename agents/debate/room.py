"""Where a debate takes place: the teams that can argue, their positions and the moves so far."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from optimoot.agents.comparison.contrast import Contrasts
from optimoot.agents.debate.protocol import (
    next_speaker,
    positions_after,
    reason_to_end,
)
from optimoot.agents.debate.turns import Critique, Move, Stance, Turn
from optimoot.agents.debate.view import View, view_of
from optimoot.agents.team import Candidate, Team, TeamContext, told_fault
from optimoot.events import Warned
from optimoot.problem import Problem


@runtime_checkable
class Debater(Protocol):
    """A team that can argue; one that cannot holds its position in silence."""

    async def debate(self, problem: Problem, view: View, context: TeamContext) -> Move:
        """One move, given what the team sees."""


@dataclass
class Room:
    """A debate in progress.

    Attributes:
        opening: What each team came with, in the teams' order.
        teams: The teams by name.
        moves: The moves so far.
    """

    problem: Problem
    opening: Mapping[str, Candidate]
    teams: Mapping[str, Team]
    context: TeamContext
    moves: list[Move] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.contrasts = Contrasts(self.context.settings, self.context.ledger)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Teams that can argue, in their order."""
        return tuple(name for name in self.opening if isinstance(self.teams.get(name), Debater))

    @property
    def ended(self) -> str:
        """Why the debate is over; empty while it is not."""
        rounds = self.context.settings.rounds
        return reason_to_end(self.opening, self.speakers, self.moves, rounds)

    @property
    def held(self) -> dict[str, Candidate]:
        """What each team holds now."""
        return positions_after(self.opening, self.moves)

    async def next_move(self) -> Move:
        """Let the next team move; whatever it does, there is a move."""
        name, round_ = next_speaker(self.speakers, self.moves)
        place = (round_, len(self.moves) + 1)
        view = await asyncio.to_thread(view_of, name, self.held, self.moves, self.contrasts, place)
        try:
            team = self.teams[name]
            if not isinstance(team, Debater):
                raise TypeError(f"the team {name!r} cannot argue")
            move = await team.debate(self.problem, view, self.context)
        except Exception as error:  # noqa: BLE001 - whatever a team does, there is a move
            self.context.emit(Warned(message=told_fault(error), team=name))
            move = _silent(view, told_fault(error))
        self.moves.append(move)
        return move


def _silent(view: View, why: str) -> Move:
    """A team that could not speak holds its position."""
    turn = Turn(
        number=view.number, round=view.round, team=view.own.team, stance=Stance.DEFEND,
        critiques=(Critique(why=f"It could not speak: {why}"),),
    )  # fmt: skip
    return Move(turn=turn)


def standing_apart(candidates: Sequence[Candidate]) -> dict[str, Candidate]:
    """The candidates that a debate is about: those with a settled result, if there are two."""
    settled = {c.team: c for c in candidates if c.outcome.is_conclusive}
    return settled if len(settled) > 1 else {}
