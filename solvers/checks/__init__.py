"""The checks of a certificate: one function each, listed in one table.

A new check is a function in a file of this folder and a line in `CHECKS`.
"""

from __future__ import annotations

from optimoot.certificate import Certificate, confidence_from
from optimoot.solvers.checks.arithmetic import feasible, objective_agrees
from optimoot.solvers.checks.context import CheckContext, CheckFunction
from optimoot.solvers.checks.dimensions import measures_agree
from optimoot.solvers.checks.effect import effective
from optimoot.solvers.checks.encodings import confirmed, same_result, two_encodings
from optimoot.solvers.checks.fidelity import faithful
from optimoot.solvers.checks.grounding import grounded
from optimoot.solvers.checks.numbers import numbers_used
from optimoot.solvers.checks.owners import figures_in_place
from optimoot.solvers.checks.proof import not_trivial, proven, ran
from optimoot.solvers.checks.protection import sandboxed
from optimoot.solvers.checks.quotes import quotes_fit
from optimoot.solvers.checks.sentences import sentences_quoted
from optimoot.solvers.checks.sharing import shared_as_told
from optimoot.solvers.checks.solution import one_value_each
from optimoot.solvers.checks.structure import well_formed
from optimoot.solvers.checks.support import supported
from optimoot.solvers.checks.wording import words_agree

__all__ = ["CHECKS", "CheckContext", "CheckFunction", "certify", "confirmed", "same_result"]

CHECKS: tuple[CheckFunction, ...] = (
    ran,
    proven,
    well_formed,
    faithful,
    one_value_each,
    feasible,
    objective_agrees,
    two_encodings,
    confirmed,
    grounded,
    numbers_used,
    sentences_quoted,
    quotes_fit,
    figures_in_place,
    words_agree,
    shared_as_told,
    measures_agree,
    supported,
    effective,
    not_trivial,
    sandboxed,
)


def certify(context: CheckContext, *, agreeing_teams: int = 1) -> Certificate:
    """Run every check and draw the confidence from them.

    Args:
        context: The result and what it came from.
        agreeing_teams: Teams that reached it independently, on the data and on perturbed copies.
    """
    checks = tuple(check for function in CHECKS if (check := function(context)) is not None)
    confidence, because = confidence_from(checks, agreeing_teams=agreeing_teams)
    return Certificate(checks=checks, confidence=confidence, because=because)
