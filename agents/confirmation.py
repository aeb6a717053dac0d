"""A second solver's word for a plan that no other team came to."""

from __future__ import annotations

from optimoot.agents.ledger import Ledger
from optimoot.agents.team import Candidate
from optimoot.agents.trial import run_again
from optimoot.certificate import Certificate, CheckStatus, confidence_from
from optimoot.errors import InputError
from optimoot.problem import Problem
from optimoot.settings import Settings
from optimoot.solvers.checks import CheckContext, confirmed


def confirm(
    problem: Problem, candidate: Candidate, settings: Settings, ledger: Ledger
) -> Candidate:
    """The candidate with another solver's word among its checks, where none was asked yet.

    Solves: blocking.
    """
    skipped = any(
        check.name == "confirmed" and check.status is CheckStatus.SKIPPED
        for check in candidate.certificate.checks
    )
    if not skipped or not candidate.outcome.has_solution:
        return candidate
    try:
        again = run_again(candidate.program, candidate.outcome, settings, ledger)
    except InputError:
        return candidate  # the solver is not installed: the check says that none was asked
    if again is None:
        return candidate
    context = CheckContext(
        program=candidate.program,
        outcome=candidate.outcome,
        problem=problem,
        formulation=candidate.formulation,
        again=again,
    )
    found = confirmed(context)
    if found is None:
        return candidate
    checks = tuple(
        found if check.name == found.name else check for check in candidate.certificate.checks
    )
    confidence, because = confidence_from(checks, agreeing_teams=1)
    certificate = Certificate(checks=checks, confidence=confidence, because=because)
    return candidate.model_copy(update={"certificate": certificate})
