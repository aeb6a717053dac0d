"""Verification: a checker that knows the problem, and no model, looks at the chosen plan.

A checker is shown more than the chosen plan: better plans of the model with one limit loosened or
left out. One that it finds no fault with shows a limit that is the model's, and not the problem's.

A checker that finds fault with nothing proves nothing. So it is also shown plans that are spoilt,
and where it lets all of them pass it is not counted. A checker can misread the problem as well as a
model can: where it finds fault, another team writes a second one, if there is another.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Mapping, Sequence
from typing import Protocol, runtime_checkable

from optimoot.agents.ledger import Ledger
from optimoot.agents.team import Candidate, Team, TeamContext, told_fault
from optimoot.agents.trial import PATIENCE, asked_of_sandbox
from optimoot.certificate import CHECKER, Certificate, Check, CheckStatus, Weight, confidence_from
from optimoot.checker import CheckerJob, CheckerReport
from optimoot.errors import RunError
from optimoot.formulation import Sense
from optimoot.mutation import Mutant
from optimoot.outcome import VariableValue
from optimoot.problem import Problem
from optimoot.settings import Settings
from optimoot.solvers.sandbox import shared_sandbox

_TITLE = "Does the plan hold by a checker that knows the problem but no model?"
_NEAR = 1e-6
_SHOWN = 4
_SPOILT = (lambda _value: 0.0, lambda value: 1.5 * value + 1, lambda value: -value - 1)
"""Ways to spoil every value of a plan: nothing, too much, negative."""
_SIGN_ONLY = (2,)
"""The place of the one with which whoever knows no limit finds fault as well."""


class CheckerWriter(Protocol):
    """Writes a checker, and mends one that does not run."""

    async def write(self) -> str:
        """The checker's source."""

    async def mend(self, finding: str) -> str:
        """The checker's source, mended."""


@runtime_checkable
class Verifying(Protocol):
    """A team that can write checkers."""

    def verifier(
        self, problem: Problem, candidate: Candidate, context: TeamContext
    ) -> CheckerWriter:
        """A writer of checkers for a candidate's plan."""


async def verify(
    problem: Problem,
    candidate: Candidate,
    teams: Mapping[str, Team],
    context: TeamContext,
) -> Check | None:
    """The check by an independent checker; None where no team can write one, or there is no plan.

    A team other than the candidate's writes it, where there is one. What it finds fault with is
    looked at by a second one, of another team.
    """
    writers = writers_for(candidate, teams)
    if not writers or not candidate.outcome.has_solution:
        return None
    # these are solved while the checker is written
    changed = asyncio.create_task(asyncio.to_thread(mutants_of, candidate, context))
    try:
        first = await _opinion(writers[0], problem, candidate, changed, context)
        if first.status is not CheckStatus.FAILED or len(writers) < 2:
            return first
        second = await _opinion(writers[1], problem, candidate, changed, context)
    finally:
        await asyncio.gather(changed, return_exceptions=True)
    return weighed(first, second)


def weighed(first: Check, second: Check) -> Check:
    """What two checkers say together, the first of which finds fault."""
    if second.status is CheckStatus.PASSED:
        told = f"Two checkers differ. {first.evidence} The second: {second.evidence}"
        return _check(CheckStatus.WARNED, told)
    if second.status is CheckStatus.FAILED:
        return _check(
            CheckStatus.FAILED, f"Two checkers find fault. {first.evidence} {second.evidence}"
        )
    return first


async def cross_examine(
    problem: Problem,
    opponents: Sequence[Candidate],
    teams: Mapping[str, Team],
    context: TeamContext,
) -> dict[str, Check]:
    """What checkers say of plans that differ, by team: another team writes that of each."""

    async def examined(candidate: Candidate) -> Check | None:
        others = {name: team for name, team in teams.items() if name != candidate.team}
        writers = writers_for(candidate, others)
        if not writers or not candidate.outcome.has_solution:
            return None
        changed = asyncio.create_task(asyncio.to_thread(mutants_of, candidate, context))
        try:
            return await _opinion(writers[0], problem, candidate, changed, context)
        finally:
            await asyncio.gather(changed, return_exceptions=True)

    found = await asyncio.gather(*(examined(c) for c in opponents))
    return {c.team: check for c, check in zip(opponents, found, strict=True) if check is not None}


async def _opinion(
    writer: Verifying,
    problem: Problem,
    candidate: Candidate,
    changed: asyncio.Task[tuple[Mutant, ...]],
    context: TeamContext,
) -> Check:
    """What the checker of one team says."""
    try:
        hand = writer.verifier(problem, candidate, context)
        source = await hand.write()
        mutants = await changed
        try:
            return await asyncio.to_thread(checked_by, source, problem, candidate, mutants, context)
        except RunError as error:
            source = await hand.mend(str(error))
            return await asyncio.to_thread(checked_by, source, problem, candidate, mutants, context)
    except Exception as error:  # noqa: BLE001 - a team's fault costs its checker, not the run
        return _check(CheckStatus.SKIPPED, f"No checker could be had: {told_fault(error)}")


def writers_for(candidate: Candidate, teams: Mapping[str, Team]) -> tuple[Verifying, ...]:
    """Who can write checkers: other teams than the candidate's first."""
    able = {name: team for name, team in teams.items() if isinstance(team, Verifying)}
    others = [team for name, team in able.items() if name != candidate.team]
    own = able.get(candidate.team)
    return (*others, own) if own is not None else tuple(others)


def mutants_of(candidate: Candidate, context: TeamContext) -> tuple[Mutant, ...]:
    """Better plans of the candidate's model, changed in one place each (solves: blocking).

    None where its model cannot be changed, or where that takes too long.
    """
    options, limits = asked_of_sandbox(context.settings, context.ledger)
    patient = options.model_copy(update={"time_limit": min(PATIENCE, options.time_limit)})
    try:
        return shared_sandbox().mutants(candidate.program, patient, limits)
    except RunError:  # the program ran before; what stands in the way is its size
        return ()


def checked_by(
    source: str,
    problem: Problem,
    candidate: Candidate,
    mutants: Sequence[Mutant],
    context: TeamContext,
) -> Check:
    """What a checker makes of a candidate's plan (runs it in the sandbox: blocking).

    Raises:
        RunError: The checker does not run.
    """
    plan = candidate.outcome.variables
    spoilt = _spoilt(plan)
    plans = (plan, *spoilt, *(mutant.plan for mutant in mutants))
    found, *others = run(source, problem, plans, context.settings, context.ledger)
    check = judged(found, others[: len(spoilt)], candidate)
    if check.status is not CheckStatus.PASSED:
        return check
    reports = list(zip(mutants, others[len(spoilt) :], strict=True))
    return tightened(check, candidate, found, reports)


def tightened(
    check: Check,
    candidate: Candidate,
    found: CheckerReport,
    reports: Sequence[tuple[Mutant, CheckerReport]],
) -> Check:
    """The check after plans that are better than the chosen one, as the model is changed for them.

    One that a checker finds no fault with, and holds for better too, is a plan that the model
    forbids and the problem does not.
    """
    ours, sense = found.objective, candidate.outcome.sense
    if ours is None or sense is None or not reports:
        return check
    for mutant, report in reports:
        if report.violations or report.objective is None:
            continue
        gain = report.objective - ours if sense is Sense.MAXIMIZE else ours - report.objective
        if gain > _NEAR * max(1.0, abs(ours)):
            told = (
                f"By the checker, a plan that the model forbids breaks nothing and is better: "
                f"{report.objective:.8g} instead of {ours:.8g}, with {mutant}."
            )
            return _check(CheckStatus.FAILED, told)
    targets = list(dict.fromkeys(mutant.target for mutant, _ in reports))
    shown = ", ".join(map(repr, targets[:_SHOWN])) + ", …" * (len(targets) > _SHOWN)
    return _check(
        CheckStatus.PASSED,
        f"{check.evidence} It notices where one of the limits {shown} is loosened or left out.",
    )


def judged(found: CheckerReport, spoilt: Sequence[CheckerReport], candidate: Candidate) -> Check:
    """The check that follows from a checker's reports."""
    telling = [report for place, report in enumerate(spoilt) if place not in _SIGN_ONLY]
    if not any(report.violations for report in (found, *telling)):
        told = "The checker finds fault with no plan, not even with spoilt ones: it proves nothing."
        return _check(CheckStatus.SKIPPED, told)
    if found.violations:
        told = "; ".join(found.violations[:3])
        return _check(CheckStatus.FAILED, f"By the checker, the plan breaks: {told}.")
    ours, theirs = candidate.outcome.objective, found.objective
    if ours is not None and theirs is None:
        told = "The checker finds no limit broken, but does not say what the plan is worth."
        return _check(CheckStatus.SKIPPED, told)
    if ours is None or theirs is None:
        return _check(CheckStatus.PASSED, "The checker finds no limit broken.")
    if not math.isclose(ours, theirs, rel_tol=_NEAR, abs_tol=_NEAR):
        told = f"By the checker, the plan is worth {theirs:.8g}, not {ours:.8g}."
        return _check(CheckStatus.FAILED, told)
    return _check(CheckStatus.PASSED, f"It finds no limit broken, and the same {theirs:.8g}.")


def run(
    source: str,
    problem: Problem,
    plans: Sequence[tuple[VariableValue, ...]],
    settings: Settings,
    ledger: Ledger,
) -> tuple[CheckerReport, ...]:
    """A checker's reports on plans (blocking).

    Raises:
        RunError: The checker does not run.
    """
    tables = {
        table.name: [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        for table in problem.tables
    }
    job = CheckerJob(source=source, plans=tuple(plans), tables=tables)
    return shared_sandbox().check(job, *asked_of_sandbox(settings, ledger))


def with_check(certificate: Certificate, check: Check | None) -> Certificate:
    """The certificate with one more check, its confidence not yet drawn anew."""
    if check is None:
        return certificate
    checks = (*(c for c in certificate.checks if c.name != check.name), check)
    confidence, because = confidence_from(checks, agreeing_teams=1)
    return Certificate(checks=checks, confidence=confidence, because=because)


def _spoilt(plan: tuple[VariableValue, ...]) -> list[tuple[VariableValue, ...]]:
    return [
        tuple(v.model_copy(update={"value": spoil(v.value or 0.0)}) for v in plan)
        for spoil in _SPOILT
    ]


def _check(status: CheckStatus, evidence: str) -> Check:
    return Check(
        name=CHECKER, title=_TITLE, status=status, weight=Weight.SUPPORTING, evidence=evidence
    )
