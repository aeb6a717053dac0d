"""The Certificate: the checks that a result passed or failed, and the confidence that follows.

The rule from checks to confidence stands here and nowhere else (`confidence_from`).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict

CHECKER: Final = "independent_checker"
"""Name of the check by plain code that was written from the problem, without any model."""


class CheckStatus(StrEnum):
    """How a check ended."""

    PASSED = "passed"
    FAILED = "failed"
    WARNED = "warned"
    """Something a reader should look at; it does not contradict the result."""
    SKIPPED = "skipped"
    """It could not be run here; `evidence` says why."""


class Weight(StrEnum):
    """What a check's failure means."""

    ESSENTIAL = "essential"
    """A failure refutes the result."""
    SUPPORTING = "supporting"
    """A failure lowers confidence."""


class Confidence(StrEnum):
    """How far the result can be trusted, best first."""

    VERIFIED = "verified"
    """Every check passed and independent teams agree."""
    CHECKED = "checked"
    """Every check that can refute the result was run and passed; one team stands behind it."""
    DOUBTFUL = "doubtful"
    """Something is missing or odd: read the checks before using the result."""
    REFUTED = "refuted"
    """An essential check failed: the result is wrong somewhere."""


class Check(BaseModel):
    """One check with its evidence.

    Attributes:
        name: Stable identifier, for example `"grounding"`.
        title: What was asked, for people.
        evidence: What was found, one or two sentences with the figures.
        elements: Names of the parameters, constraints or Numbers concerned.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    title: str
    status: CheckStatus
    weight: Weight = Weight.SUPPORTING
    evidence: str = ""
    elements: tuple[str, ...] = ()


class Certificate(BaseModel):
    """All checks of one result and the confidence that follows from them."""

    model_config = ConfigDict(frozen=True)

    checks: tuple[Check, ...] = ()
    confidence: Confidence = Confidence.DOUBTFUL
    because: str = ""


def confidence_from(
    checks: Iterable[Check], *, agreeing_teams: int, akin: bool = False
) -> tuple[Confidence, str]:
    """The confidence that follows from the checks, and the reason in one sentence.

    The rule, first match wins:

    1. an essential check failed: REFUTED;
    2. nothing was checked, an essential check was skipped, or a supporting check failed: DOUBTFUL;
    3. two or more teams that share nothing agree, a checker that knows no model found no fault,
       and nothing was warned: VERIFIED;
    4. otherwise: CHECKED.

    Args:
        checks: The checks of the result.
        agreeing_teams: How many teams reached this result independently, on the stated data
            *and* on perturbed copies; 1 where no comparison was made.
        akin: Whether these teams share part of the way in which they model, so that they may err
            alike.
    """
    found = list(checks)
    if not found:
        return Confidence.DOUBTFUL, "Nothing was checked."
    essential_failed = [c.name for c in found if _is(c, Weight.ESSENTIAL, CheckStatus.FAILED)]
    if essential_failed:
        return Confidence.REFUTED, f"Failed: {', '.join(essential_failed)}."
    weak = [c.name for c in found if _is(c, Weight.ESSENTIAL, CheckStatus.SKIPPED)]
    weak += [c.name for c in found if _is(c, Weight.SUPPORTING, CheckStatus.FAILED)]
    if weak:
        return Confidence.DOUBTFUL, f"Not established: {_told(found, weak)}."
    warned = [c.name for c in found if c.status is CheckStatus.WARNED]
    if warned:
        return Confidence.CHECKED, f"Nothing refutes it; look at: {', '.join(warned)}."
    if agreeing_teams >= 2 and akin:
        told = f"Every check passed; {agreeing_teams} teams agree, but may err alike."
        return Confidence.CHECKED, told
    if agreeing_teams >= 2 and _is_confirmed(found):
        return Confidence.VERIFIED, f"Every check passed and {agreeing_teams} teams agree."
    if agreeing_teams >= 2:
        told = f"Every check passed and {agreeing_teams} teams agree, but no independent checker"
        return Confidence.CHECKED, f"{told} has confirmed it."
    return Confidence.CHECKED, "Every check passed; one team stands behind it."


def _told(checks: list[Check], names: list[str]) -> str:
    """The names, the first with its evidence."""
    evidence = next((c.evidence for c in checks if c.name == names[0] and c.evidence), "")
    first = f"{names[0]} ({evidence.rstrip('.')})" if evidence else names[0]
    return ", ".join([first, *names[1:]])


def _is_confirmed(checks: list[Check]) -> bool:
    """Whether a checker that knows no model found no fault."""
    return any(c.name == CHECKER and c.status is CheckStatus.PASSED for c in checks)


def _is(check: Check, weight: Weight, status: CheckStatus) -> bool:
    return check.weight is weight and check.status is status
