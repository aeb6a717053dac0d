"""What teams say and do in a debate, as data: checkpointed, shown, and kept with the Answer."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from optimoot.agents.team import Candidate


class Stance(StrEnum):
    """What a team does with its position."""

    DEFEND = "defend"
    CONCEDE = "concede"
    """It takes over another team's result."""
    REVISE = "revise"
    """It brings a changed model."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Critique(_Part):
    """What a team holds against another's model, or for its own.

    Attributes:
        of: The team whose model it is about.
        where: The part of the model.
        why: What speaks against it, or for it.
        quote: The words of the problem that decide it; empty where none are named.
    """

    of: str = ""
    where: str = ""
    why: str
    quote: str = ""


class Turn(_Part):
    """One move.

    Attributes:
        number: Its place in the debate, from 1.
        round: The round that it belongs to, from 1.
        to: The team whose result was taken over, or whose words led to the revision.
        result: The result of the position that the team now holds, in one line.
        question: What would decide the matter, if the team names it.
    """

    number: int
    round: int
    team: str
    stance: Stance
    critiques: tuple[Critique, ...] = ()
    to: str = ""
    result: str = ""
    question: str = ""


class Move(_Part):
    """A turn and the position that the team holds after it; None: the one that it held before."""

    turn: Turn
    position: Candidate | None = None


class Contrast(_Part):
    """How two teams' models differ, one line a difference."""

    first: str
    second: str
    lines: tuple[str, ...] = ()


class Debate(_Part):
    """A debate as it is kept with the Answer.

    Attributes:
        opening: The positions that the teams came with: team and result, in their order.
        contrasts: How the positions differed at the start.
        turns: The moves; none where the teams differ and nobody argued.
        ended: Why it ended; empty without moves.
    """

    opening: tuple[tuple[str, str], ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    turns: tuple[Turn, ...] = ()
    ended: str = ""
