"""Is the Formulation well formed?"""

from __future__ import annotations

from optimoot.certificate import Check, CheckStatus, Weight
from optimoot.finding import Finding, Severity
from optimoot.program import Origin
from optimoot.review import review
from optimoot.solvers.checks.context import CheckContext

_SHOWN = 4


def well_formed(context: CheckContext) -> Check | None:
    """Names, subscripts, units, bounds: what a review of the Formulation finds."""
    if context.formulation is None:
        return Check(
            name="well_formed",
            title="The formulation is well formed",
            status=CheckStatus.SKIPPED,
            weight=Weight.ESSENTIAL,
            evidence="There is no formulation: what the program forbids or leaves out is unknown.",
        )
    is_compiled = context.program.origin is Origin.COMPILED
    findings = review(context.formulation, context.program.data if is_compiled else None)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    shown = errors or findings
    if errors:
        status = CheckStatus.FAILED
    else:
        status = CheckStatus.WARNED if findings else CheckStatus.PASSED
    return Check(
        name="well_formed",
        title="The formulation is well formed",
        status=status,
        weight=Weight.ESSENTIAL,
        evidence=_told(shown) if shown else "Names, subscripts, units and bounds are in order.",
        elements=tuple(dict.fromkeys(finding.element for finding in shown)),
    )


def _told(findings: list[Finding] | tuple[Finding, ...]) -> str:
    more = len(findings) - _SHOWN
    told = "; ".join(str(finding) for finding in findings[:_SHOWN])
    return told + (f"; and {more} more" if more > 0 else "")
