"""What a team is: it attempts a Problem and comes back with a Candidate or an Abstention."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol, runtime_checkable

from pydantic import BaseModel, ConfigDict

from optimoot.agents.ledger import Ledger
from optimoot.agents.record import CompletionRecord, NoRecord
from optimoot.agents.remembering.recollection import NoRecollection, Recollection
from optimoot.certificate import Certificate
from optimoot.errors import OptimootError
from optimoot.events import Event
from optimoot.formulation import Formulation
from optimoot.lesson import Lesson
from optimoot.outcome import Outcome
from optimoot.problem import Problem
from optimoot.program import Program
from optimoot.settings import Settings


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Question(_Part):
    """Something only the user can tell, with the words of the problem that raise it."""

    text: str
    quote: str = ""


class Candidate(_Part):
    """A team's result: model, program, outcome and the checks that they went through.

    Attributes:
        formulation: None where the team wrote a Program only.
        score: The team's own trust in its reading, 0 to 1, from its own evidence; None if it
            has none to offer.
        unused: Words of the problem that the reading left aside, quoted.
        history: What was tried and mended before this result, one line each.
        tentative: Why the team would not give this result alone; empty where it would. Such a
            candidate counts only where another team's agrees with it.
        kin: What the team shares with others in the way that it models, empty for nothing: teams
            of one kin may err alike, so that their agreement proves less.
        backbone: The language model behind it: teams on one model are voices of their own, but
            their agreement verifies nothing.
        lessons: What failed on the way to it, with the fixes.
        without_model: Whether only the plan is known; then the Program builds nothing.
        swayed: Whether it was taken over or revised after other teams' models were seen: it no
            longer stands for a reading of its own.
    """

    kind: Literal["candidate"] = "candidate"
    team: str
    formulation: Formulation | None = None
    program: Program
    outcome: Outcome
    certificate: Certificate
    score: float | None = None
    unused: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    tentative: str = ""
    kin: str = ""
    backbone: str = ""
    lessons: tuple[Lesson, ...] = ()
    without_model: bool = False
    swayed: bool = False


class Abstention(_Part):
    """A team's decision to give no result.

    Attributes:
        reason: Why, for people, quoting what was not understood.
        questions: What would have to be known; not empty when a needed value is missing.
        failed: True when the team broke down (no model reachable, budget spent) rather than
            judged that it should not answer.
    """

    kind: Literal["abstention"] = "abstention"
    team: str
    reason: str
    questions: tuple[Question, ...] = ()
    failed: bool = False
    history: tuple[str, ...] = ()


Attempt = Candidate | Abstention


@dataclass(frozen=True)
class TeamContext:
    """What a team gets besides the Problem.

    Attributes:
        run_id: The run it works in.
        settings: The run's settings.
        emit: Sends a typed event to whoever watches; cheap and never raises.
        ledger: What the run has used and may still use; its budget is shared by all teams.
        slots: Bounds the completions in flight, over all teams.
        completions: Keeps completions, so that a resumed run need not ask again.
        memory: What the run may recall of earlier ones.
    """

    run_id: str
    settings: Settings
    emit: Callable[[Event], None] = field(default=lambda _event: None)
    ledger: Ledger = field(default_factory=Ledger)
    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(8))
    completions: CompletionRecord = field(default_factory=NoRecord)
    memory: Recollection = field(default_factory=NoRecollection)


@runtime_checkable
class Team(Protocol):
    """A team. `attempt` returns, and raises only what no team can handle (cancellation).

    All teams of a run share one event loop, so that a team may use clients of its caller's loop.
    What computes for long belongs into `asyncio.to_thread`: a team that blocks the loop holds up
    the others, and the clock of the budget.
    """

    @property
    def name(self) -> str:
        """Unique in a run."""

    async def attempt(self, problem: Problem, context: TeamContext) -> Attempt:
        """Model and solve the Problem."""


def told_fault(error: BaseException) -> str:
    """What went wrong in a team: the message of an error of ours, and where, for any other."""
    if isinstance(error, OptimootError):
        return str(error)
    last = traceback.extract_tb(error.__traceback__)[-1]
    kind = type(error).__name__
    return f"The team broke down: {kind}: {error} (in {last.name}, line {last.lineno})."
