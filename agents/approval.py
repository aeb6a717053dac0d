"""Assumptions that the user did not approve: a result that rests on one of them is refuted."""

from __future__ import annotations

import math
from collections.abc import Collection

from optimoot.agents.team import Attempt, Candidate
from optimoot.certificate import Certificate, Check, CheckStatus, Weight, confidence_from


def heeding(attempt: Attempt, refused: Collection[str], objective: float | None = None) -> Attempt:
    """An attempt with the check that it rests on nothing that was refused.

    A team may assume the same without saying so: what comes to the very result that was refused is
    doubtful.

    Args:
        attempt: What a team brought.
        refused: The assumptions, word for word.
        objective: Of the result that rested on them; None where nothing was refused.
    """
    if not refused or not isinstance(attempt, Candidate):
        return attempt
    assumed = attempt.formulation.assumptions if attempt.formulation is not None else ()
    kept = [line for line in assumed if line in refused]
    held = attempt.outcome.objective
    if not kept and (held is None or objective is None or not math.isclose(held, objective)):
        return attempt
    check = Check(
        name="assumptions_approved",
        title="It rests on nothing that you refused",
        status=CheckStatus.FAILED,
        weight=Weight.ESSENTIAL if kept else Weight.SUPPORTING,
        evidence=f"It assumes what you did not approve: {' '.join(kept)}"
        if kept
        else "It comes to the same result as the one whose assumptions you did not approve.",
    )
    checks = (*attempt.certificate.checks, check)
    confidence, because = confidence_from(checks, agreeing_teams=1)
    certificate = Certificate(checks=checks, confidence=confidence, because=because)
    return attempt.model_copy(update={"certificate": certificate})
