"""The round trip: the assistant reads a question back; is its model the one it was told of?"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel, ConfigDict

from optimoot.agents.api import asolve
from optimoot.agents.comparison.agreement import agree, compare
from optimoot.agents.ledger import Ledger
from optimoot.agents.team import Candidate, Team
from optimoot.agents.trial import run_program
from optimoot.benchmarks.synthesis.question import Question
from optimoot.certificate import Certificate
from optimoot.errors import OptimootError
from optimoot.program import Program
from optimoot.settings import Settings

_US: Final = "demonstration"


class RoundTrip(BaseModel):
    """What came of reading a question back.

    Attributes:
        passed: The reading gives the same status, sense and objective on the stated data and on
            perturbed copies of it.
        verdict: The assistant's, or "broken"; with the confidence of its certificate.
        team: Whose reading it is; empty where there is none.
        reason: Why it did not pass.
        calls: Completions asked for, with their tokens and US dollars (None: unknown).
    """

    model_config = ConfigDict(frozen=True)

    passed: bool
    verdict: str
    confidence: str = ""
    team: str = ""
    reason: str = ""
    calls: int = 0
    tokens: int = 0
    money: float | None = 0.0


@dataclass(frozen=True)
class Reader:
    """Reads questions back with an assembly of teams."""

    teams: Sequence[Team]
    settings: Settings

    async def read_back(self, question: Question, program: Program) -> RoundTrip:
        """Have the assistant solve a question, and compare its model with the demonstration's.

        Both run in the sandbox.
        """
        try:
            answer = await asolve(question.problem, teams=self.teams, settings=self.settings)
        except OptimootError as error:
            return RoundTrip(passed=False, verdict="broken", reason=str(error))
        theirs = next((c for c in answer.candidates if c.team == answer.team), None)
        reason = "no model"
        if theirs is not None:
            reason = await asyncio.to_thread(self._difference, question, program, theirs)
        return RoundTrip(
            passed=not reason,
            verdict=answer.verdict.value,
            confidence=theirs.certificate.confidence.value if theirs is not None else "",
            team=theirs.team if theirs is not None else "",
            reason=reason,
            calls=answer.usage.calls,
            tokens=answer.usage.tokens,
            money=answer.usage.money,
        )

    def _difference(self, question: Question, program: Program, theirs: Candidate) -> str:
        """Where the two models differ; empty where they do not."""
        ledger = Ledger()
        ours = Candidate(
            team=_US,
            formulation=question.formulation,
            program=program,
            outcome=run_program(program, self.settings, ledger),
            certificate=Certificate(),
        )
        if not agree(ours.outcome, theirs.outcome):
            return f"another result: {theirs.outcome.objective}"
        found = compare(question.problem, ours, theirs, self.settings, ledger)
        if found.holds_nearby and not found.only_domains:
            return ""
        return found.obstacle or f"the same on {found.agreeing} of {found.copies} perturbed copies"
