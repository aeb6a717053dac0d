"""Was the Program run behind every protection?"""

from __future__ import annotations

from optimoot.certificate import Check, CheckStatus
from optimoot.solvers.checks.context import CheckContext


def sandboxed(context: CheckContext) -> Check:
    """Which protections stood around the Program."""
    protections = context.outcome.protections
    missing = tuple(name for name, active in protections.items() if not active)
    if not protections:
        status, evidence = CheckStatus.WARNED, "The program ran outside the sandbox."
    elif missing:
        status = CheckStatus.WARNED
        evidence = f"Missing on this machine: {', '.join(missing)} (see `optimoot doctor`)."
    else:
        status, evidence = CheckStatus.PASSED, f"Enforced: {', '.join(protections)}."
    return Check(
        name="sandboxed",
        title="The program ran in the sandbox",
        status=status,
        evidence=evidence,
        elements=missing,
    )
