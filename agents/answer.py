"""The Answer: what the user gets."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from optimoot.agents.team import Abstention, Candidate, Question
from optimoot.certificate import Certificate
from optimoot.formulation import Formulation
from optimoot.outcome import Outcome
from optimoot.problem import Problem
from optimoot.program import Program
from optimoot.usage import Usage


class Verdict(StrEnum):
    """What the assembly made of the teams' attempts."""

    CONSENSUS = "consensus"
    """Independent teams reached the same result."""
    UNCONTESTED = "uncontested"
    """One team gave a result and no other contradicts it."""
    CONTESTED = "contested"
    """Teams disagree; the candidates stand side by side."""
    UNSOLVED = "unsolved"
    """No team gave a result."""
    NEEDS_INPUT = "needs_input"
    """Something is missing that only the user can tell; see `questions`."""


class Answer(BaseModel):
    """Verdict, formulation, program, outcome, certificate, explanation, cost and trace.

    `formulation`, `program`, `outcome` and `certificate` are those of the chosen candidate and
    None where there is none (`unsolved`, `needs_input`). All `candidates` and `abstentions` are
    kept. Objective and variable values are in the units of the formulation.

    Attributes:
        trace: Folder that keeps the run's events and checkpoints.
    """

    model_config = ConfigDict(frozen=True)

    schema_version: Literal[1] = 1
    run_id: str
    problem: Problem
    verdict: Verdict
    team: str = ""
    formulation: Formulation | None = None
    program: Program | None = None
    outcome: Outcome | None = None
    certificate: Certificate | None = None
    explanation: str = ""
    questions: tuple[Question, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    abstentions: tuple[Abstention, ...] = ()
    usage: Usage = Usage()
    trace: str = ""
