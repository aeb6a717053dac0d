"""One attempt of the language-model team: what its roles share, and the ways in which it ends."""

from __future__ import annotations

from dataclasses import dataclass, field

from optimoot.agents.failures import ModelRequestError
from optimoot.agents.language.notebook import Notebook
from optimoot.agents.language.roles import Desk, FormulatorReply
from optimoot.agents.team import Abstention, Attempt, Candidate, Question
from optimoot.agents.trial import Trial
from optimoot.errors import InputError, OptimootError
from optimoot.events import RoleEvent, RoleState
from optimoot.problem import Problem
from optimoot.settings import Settings

_EXCERPT = 160


@dataclass
class Session:
    """One attempt of the team: what the nodes work with, and what is worth keeping of a stop.

    Attributes:
        trials: Every try that ran, oldest first: if the budget ends, the best of them counts.
        at_work: The role that works just now.
        history: What was tried and mended, one line each.
        notebook: What was made and what failed.
    """

    desk: Desk
    problem: Problem
    trials: list[Trial] = field(default_factory=list)
    at_work: str = ""
    history: list[str] = field(default_factory=list)
    notebook: Notebook = field(default_factory=Notebook)

    @property
    def settings(self) -> Settings:
        """The run's settings."""
        return self.desk.context.settings

    def note(self, role: str, state: RoleState, excerpt: str = "") -> None:
        """Tell whoever watches what a role does."""
        self.at_work = role if state is RoleState.WORKING else ""
        context = self.desk.context
        line = " ".join(excerpt.split())[:_EXCERPT]
        tokens = context.ledger.tokens_of(self.desk.team, role)
        context.emit(
            RoleEvent(team=self.desk.team, role=role, state=state, excerpt=line, tokens=tokens)
        )

    def replace(self, old: Trial, new: Trial) -> None:
        """Put a try in the place of an earlier look at the same Program."""
        self.trials = [trial for trial in self.trials if trial is not old] + [new]

    def best(self) -> Trial | None:
        """The best try that has anything to show; the latest of equals."""
        results = [trial for trial in self.trials if trial.is_result]
        return max(reversed(results), key=lambda trial: trial.rank) if results else None


def result_of(session: Session) -> Attempt:
    """The end with the best try, or an abstention where none has anything to show."""
    best = session.best()
    if best is None:
        told = session.trials[-1].told if session.trials else "nothing ran"
        return Abstention(
            team=session.desk.team,
            reason=f"No program that the team made gave a result; the last one: {told}",
            history=tuple(session.history),
        )
    return Candidate(
        team=session.desk.team,
        formulation=best.formulation,
        program=best.program,
        outcome=best.outcome,
        certificate=best.certificate,
        unused=tuple(n.text for n in session.problem.numbers if n.id in best.left_out),
        history=tuple(session.history),
        lessons=session.notebook.lessons(),
        backbone=str(session.desk.client.name),
    )


def abstained(session: Session, reply: FormulatorReply) -> Abstention:
    """The end where the formulator asks, or sees nothing to decide."""
    if reply.questions:
        reason = "Something is missing that the text does not say."
    else:
        reason = reply.analysis.strip() or "The formulator found no decision to model."
    return Abstention(
        team=session.desk.team,
        reason=reason,
        questions=reply.questions,
        history=tuple(session.history),
    )


def asked_for(session: Session, questions: tuple[Question, ...]) -> Abstention:
    """The end where the critic found that something is missing."""
    return Abstention(
        team=session.desk.team,
        reason="Something is missing that the text does not say.",
        questions=questions,
        history=tuple(session.history),
    )


def stopped_by(session: Session, error: OptimootError) -> Attempt:
    """The best so far where something stopped the team, else an abstention that says what."""
    session.history.append(f"Stopped: {error}")
    if session.at_work:
        session.note(session.at_work, RoleState.FAILED, str(error))
    if session.best() is not None:
        return result_of(session)
    mendable = isinstance(error, ModelRequestError | InputError)
    return Abstention(
        team=session.desk.team,
        reason=str(error) if mendable else f"The team stopped: {error}",
        failed=True,
        history=tuple(session.history),
    )
