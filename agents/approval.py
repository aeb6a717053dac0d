"""Assumptions that the user did not approve: a result that rests on one of them is refuted."""

from __future__ import annotations

from collections.abc import Collection

from optimoot.agents.team import Attempt, Candidate
from optimoot.certificate import Certificate, Check, CheckStatus, Weight, confidence_from


def heeding(attempt: Attempt, refused: Collection[str]) -> Attempt:
    """An attempt with the check that it rests on nothing that was refused.

    Args:
        attempt: What a team brought.
        refused: The assumptions, word for word.
    """
    if not refused or not isinstance(attempt, Candidate) or attempt.formulation is None:
        return attempt
    kept = [line for line in attempt.formulation.assumptions if line in refused]
    if not kept:
        return attempt
    check = Check(
        name="assumptions_approved",
        title="It rests on nothing that you refused",
        status=CheckStatus.FAILED,
        weight=Weight.ESSENTIAL,
        evidence=f"It assumes what you did not approve: {' '.join(kept)}",
    )
    checks = (*attempt.certificate.checks, check)
    confidence, because = confidence_from(checks, agreeing_teams=1)
    certificate = Certificate(checks=checks, confidence=confidence, because=because)
    return attempt.model_copy(update={"certificate": certificate})
