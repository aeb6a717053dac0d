"""A built-in team: a reader, the compiler, the solver and the checks; no language model."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from optimoot.agents.builtin.confidence import SURE, TENTATIVE, Trust, trust
from optimoot.agents.builtin.outdone import is_outdone
from optimoot.agents.builtin.reading import NotRead, Reader, Reading
from optimoot.agents.team import Abstention, Attempt, Candidate, TeamContext
from optimoot.agents.trial import Trial, try_formulation
from optimoot.certificate import CheckStatus, Confidence, Weight
from optimoot.errors import InputError
from optimoot.events import RoleEvent, RoleState
from optimoot.problem import Problem
from optimoot.solvers.checks.encodings import same_result

_NOT_TRUSTED = (Confidence.REFUTED, Confidence.DOUBTFUL)


class BuiltinTeam:
    """A team that needs no language model.

    Args:
        reader: Turns the text into a Formulation, or says why not.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @property
    def name(self) -> str:
        """The reader's name."""
        return self._reader.name

    async def attempt(self, problem: Problem, context: TeamContext) -> Attempt:
        """Read, compile, solve and check; abstain where any of it leaves a doubt."""
        self._tell(context, "reader", RoleState.WORKING)
        found = await asyncio.to_thread(self._reader.read, problem)
        if isinstance(found, NotRead):
            self._tell(context, "reader", RoleState.ABSTAINED, found.reason)
            return Abstention(team=self.name, reason=found.reason, questions=found.questions)
        if unread := _unread_tables(found, problem):
            self._tell(context, "reader", RoleState.ABSTAINED, unread)
            return Abstention(team=self.name, reason=unread)
        trusted = trust(problem, found)
        if trusted.confidence < TENTATIVE:
            self._tell(context, "reader", RoleState.ABSTAINED, trusted.told)
            return Abstention(team=self.name, reason=trusted.told)
        found = _weighed(found, trusted)
        self._tell(context, "reader", RoleState.DONE, _size(found))
        self._tell(context, "solver", RoleState.WORKING)
        try:
            trial = await asyncio.to_thread(
                try_formulation,
                problem,
                found.formulation,
                context.settings,
                context.ledger,
                found.explained,
                ask_again=False,  # the assembly does, where no other team comes to the same
            )
        except InputError as error:
            self._tell(context, "solver", RoleState.FAILED, str(error))
            return Abstention(team=self.name, reason=str(error))
        doubt = _doubt(found, trial)
        state = RoleState.ABSTAINED if doubt else RoleState.DONE
        self._tell(context, "solver", state, doubt or trial.told)
        if doubt:
            return Abstention(team=self.name, reason=doubt, history=(trial.told,))
        undecided = await self._undecided(found, trial, problem, context)
        if undecided is not None:
            return undecided
        return Candidate(
            team=self.name,
            formulation=found.formulation,
            program=trial.program,
            outcome=trial.outcome,
            certificate=trial.certificate,
            score=round(trusted.confidence, 3),
            unused=found.unused,
            tentative=found.tentative,
            kin="readers",
        )

    async def _undecided(
        self, found: Reading, trial: Trial, problem: Problem, context: TeamContext
    ) -> Abstention | None:
        """The question to ask where another reading of the same words gives another result."""
        for other in found.alternatives:
            rival = await asyncio.to_thread(
                try_formulation, problem, other.formulation, context.settings, context.ledger
            )
            if not same_result(trial.outcome, rival.outcome):
                reason = (
                    f"The result depends on how {other.question.quote!r} is meant: "
                    f"{trial.told}, or {rival.told}."
                )
                self._tell(context, "reader", RoleState.ABSTAINED, reason)
                return Abstention(team=self.name, reason=reason, questions=(other.question,))
        return None

    def _tell(self, context: TeamContext, role: str, state: RoleState, excerpt: str = "") -> None:
        context.emit(RoleEvent(team=self.name, role=role, state=state, excerpt=excerpt[:160]))


def builtin_readers() -> tuple[Reader, ...]:
    """The readers that need no language model."""
    from optimoot.agents.algebra.reader import AlgebraReader
    from optimoot.agents.archetypes.reader import ArchetypeReader
    from optimoot.agents.builtin.reader import ProseReader
    from optimoot.agents.matching.reader import MatchingReader
    from optimoot.agents.sheets.reader import SheetReader

    return (ProseReader(), MatchingReader(), ArchetypeReader(), AlgebraReader(), SheetReader())


def builtin_teams() -> tuple[BuiltinTeam, ...]:
    """The built-in teams, one for each reader."""
    return tuple(BuiltinTeam(reader) for reader in builtin_readers())


def _size(reading: Reading) -> str:
    formulation = reading.formulation
    return (
        f"{len(formulation.variables)} decisions, {len(formulation.constraints)} constraints, "
        f"score {reading.score:.2f}"
    )


def _weighed(reading: Reading, trusted: Trust) -> Reading:
    """The reading with what it left unexplained, tentative where it is not sure enough."""
    unused = (*reading.unused, *(remainder.quote for remainder in trusted.remainders))
    unsure = trusted.told if trusted.confidence < SURE else ""
    return replace(
        reading, unused=tuple(dict.fromkeys(unused)), tentative=reading.tentative or unsure
    )


def _unread_tables(reading: Reading, problem: Problem) -> str:
    """Why a reading that leaves an attached table aside is none; empty where it uses them all.

    Who attaches a table means its data, whatever the text alone would give.
    """
    sources = [part.table for part in reading.formulation.sets]
    sources += [part.table for part in reading.formulation.parameters]
    used = {source.table for source in sources if source is not None}
    unread = [table.name for table in problem.tables if table.name not in used]
    if not unread:
        return ""
    which = f"table {unread[0]!r}" if len(unread) == 1 else f"tables {', '.join(map(repr, unread))}"
    return (
        f"The attached {which} would go unused: only the text was understood. Tell the figures in "
        "the text and leave the data out, or name a language model with --model."
    )


def _doubt(reading: Reading, trial: Trial) -> str:
    """Why the result should not be given as an answer; empty where nothing speaks against it.

    A reader's misreading shows most often as a model without a plan, so that a proof of
    infeasibility or unboundedness counts only where the whole text was understood.
    """
    outcome = trial.outcome
    if outcome.failure is not None:
        return f"The model could not be solved: {outcome.failure.message}"
    if trial.certificate.confidence in _NOT_TRUSTED and not _only_unproven(trial):
        return f"The reading does not pass its checks. {trial.certificate.because}"
    if not trial.is_result:
        return f"The solver settled nothing: {trial.told}."
    if is_outdone(reading.formulation, trial):
        return "A larger plan is better still: no plan reaches the best value."
    telling = _telling(trial, reading)
    if telling:
        return f"The reading looks incomplete. {telling}"
    if not outcome.has_solution and (reading.unused or reading.score < 1.0):
        return f"The reading gives a model that is {trial.told}, and not all words were understood."
    return ""


def _only_unproven(trial: Trial) -> bool:
    """Whether all that is missing is time: a plan that is checked, and not proven optimal."""
    weak = [
        check.name
        for check in trial.certificate.checks
        if check.status is CheckStatus.FAILED
        or (check.status is CheckStatus.SKIPPED and check.weight is Weight.ESSENTIAL)
    ]
    return weak == ["proven"] and trial.outcome.has_solution


def _telling(trial: Trial, reading: Reading) -> str:
    """The evidence of a warning that mostly means a lost limit: a plan that does nothing.

    A figure in digits that nothing uses is another; number words ("one", "two kinds") are too often
    no figures to count.
    """
    for check in trial.certificate.checks:
        if check.status is not CheckStatus.WARNED:
            continue
        if check.name == "not_trivial" and not reading.idle:
            return check.evidence
        if check.name != "numbers_used":
            continue
        unexplained = [e for e in check.elements if e.partition(" ")[0] not in reading.explained]
        if any(_in_digits(element) for element in unexplained):
            return check.evidence
    return ""


def _in_digits(element: str) -> bool:
    """Whether an element `N4 '0.5'` of the check names a figure written in digits."""
    return any(character.isdigit() for character in element.partition(" ")[2])
