"""The team that remembers: a problem that was solved before, with other figures, is solved again.

It models nothing of its own. Its result stands on the model of an earlier run, whose teams may work
on the problem as well, so that its agreement with them proves nothing.
"""

from __future__ import annotations

import asyncio
from typing import Final

from optimoot.agents.remembering.adapting import Adapted, NotAdapted, adapted
from optimoot.agents.team import Abstention, Attempt, Candidate, TeamContext
from optimoot.agents.trial import Trial, try_formulation
from optimoot.certificate import Confidence
from optimoot.errors import InputError
from optimoot.events import RoleEvent, RoleState
from optimoot.memory.records import Solution
from optimoot.problem import Problem

NAME: Final = "memory"
ROLE: Final = "memory"
_TRUSTED: Final = (Confidence.VERIFIED, Confidence.CHECKED)


class MemoryTeam:
    """Takes over the model of a remembered problem that says the same with other figures."""

    @property
    def name(self) -> str:
        """Unique in a run."""
        return NAME

    async def attempt(self, problem: Problem, context: TeamContext) -> Attempt:
        """The remembered model with the new figures, solved and checked."""
        self._tell(context, RoleState.WORKING)
        reason = "No problem like it is remembered."
        for record in await context.memory.solved(problem, self.name):
            found = _taken_over(record, problem)
            if isinstance(found, NotAdapted):
                reason = f"The nearest problem that is remembered is another one. {found.reason}"
                continue
            made = await self._tried(record, found, problem, context)
            if isinstance(made, Candidate):
                self._tell(context, RoleState.DONE, f"as in run {record.provenance.run_id}")
                return made
            reason = made
        self._tell(context, RoleState.ABSTAINED, reason)
        return Abstention(team=self.name, reason=reason)

    async def _tried(
        self, record: Solution, found: Adapted, problem: Problem, context: TeamContext
    ) -> Candidate | str:
        """The model's result, or why it cannot be trusted."""
        try:
            trial = await asyncio.to_thread(
                try_formulation,
                problem,
                found.formulation,
                context.settings,
                context.ledger,
                found.idle,
            )
        except InputError as error:
            return str(error)
        if not _is_trusted(trial):
            return f"The remembered model does not hold here: {trial.certificate.because}"
        return Candidate(
            team=self.name,
            formulation=found.formulation,
            program=trial.program,
            outcome=trial.outcome,
            certificate=trial.certificate,
            history=(f"Taken over from run {record.provenance.run_id}, with the new figures.",),
            kin=NAME,
            swayed=True,
        )

    def _tell(self, context: TeamContext, state: RoleState, excerpt: str = "") -> None:
        context.emit(RoleEvent(team=self.name, role=ROLE, state=state, excerpt=excerpt[:160]))


def _taken_over(record: Solution, problem: Problem) -> Adapted | NotAdapted:
    if record.formulation is None:
        return NotAdapted("It was solved by a program that cites no figures.")
    shapes = {table.name: table.columns for table in record.tables}
    if shapes != {table.name: table.columns for table in problem.tables}:
        return NotAdapted("Its tables are others.")
    return adapted(record.text, record.formulation, problem)


def _is_trusted(trial: Trial) -> bool:
    return trial.certificate.confidence in _TRUSTED and trial.outcome.has_solution
