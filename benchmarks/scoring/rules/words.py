"""Labels that are words: that there is no plan, no best one, or that a value is missing."""

from __future__ import annotations

from typing import Final

from optimoot.agents.answer import Verdict
from optimoot.benchmarks.running.record import ItemRecord
from optimoot.outcome import SolutionStatus, Termination

NO_SOLUTION: Final = frozenset(["no solution", "no best solution", "no optimal solution"])
"""Say that there is no best plan, be it that none exists or that there is always a better one."""
_SAID_BY: Final = {
    Termination.INFEASIBLE: NO_SOLUTION | {"infeasible", "no feasible solution"},
    Termination.UNBOUNDED: NO_SOLUTION | {"unbounded"},
    Termination.INFEASIBLE_OR_UNBOUNDED: NO_SOLUTION
    | {"infeasible", "no feasible solution", "unbounded"},
}
_MISSING: Final = frozenset(["missing", "needs_input", "needs input"])


def says_the_word(label: str, record: ItemRecord) -> bool:
    """Whether the record says what a label in words says; an unknown word is never said."""
    word = label.strip().lower()
    if word in _MISSING:
        return record.verdict == Verdict.NEEDS_INPUT
    if not record.termination or record.solution_status != SolutionStatus.NONE:
        return False
    return word in _SAID_BY.get(Termination(record.termination), frozenset())
