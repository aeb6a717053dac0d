"""Reviews a Formulation: what is wrong with it, and what looks as if it were."""

from __future__ import annotations

from optimoot.finding import Finding
from optimoot.formulation import Formulation
from optimoot.soundness import structural_findings


def review(formulation: Formulation) -> tuple[Finding, ...]:
    """What is wrong with the Formulation, errors first.

    Never raises: whatever pydantic accepts gets findings.
    """
    return structural_findings(formulation)
