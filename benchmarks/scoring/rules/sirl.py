"""SIRL's rule, as its evaluation script decides it, without running anything again.

With a number `y` as label, an objective `x` is right where `|x - y| / (|y| + 1) <= 1e-6`. The
label "No Best Solution", or one that holds "-9999", stands for no objective at all: right is a
program that ran to its end, or to its time limit, without an objective.

One thing cannot be redone from a record: where the objective is off, the script makes all integer
variables continuous, or the other way round, runs the program again, and counts the second result
too. A figure by this rule is therefore at most what the script would give.

An attempt that failed or timed out as a whole is not right here, whatever the label.
"""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.items import Item
from optimoot.benchmarks.running.record import Ending, ItemRecord
from optimoot.benchmarks.scoring.rules.rule import Rule
from optimoot.benchmarks.scoring.rules.words import NO_SOLUTION, says_the_word
from optimoot.outcome import Termination

_TOLERANCE: Final = 1e-6
_NONE_IN_FIGURES: Final = "-9999"
_NONE_IN_WORDS: Final = NO_SOLUTION | {"infeasible", "no feasible solution", "unbounded"}


def _is_right(item: Item, record: ItemRecord) -> bool:
    label = item.answer
    if _is_none(label):
        return record.objective is None and _ran(record)
    if isinstance(label, str):
        return says_the_word(label, record)
    if record.objective is None:
        return False
    return abs(record.objective - label) / (abs(label) + 1) <= _TOLERANCE


def _is_none(label: float | str) -> bool:
    if isinstance(label, str) and label.strip().lower() in _NONE_IN_WORDS:
        return True
    return _NONE_IN_FIGURES in str(label)


def _ran(record: ItemRecord) -> bool:
    """Whether the program behind the record ran; there may be no objective."""
    return record.ending is Ending.ANSWERED and record.termination not in (
        "",
        Termination.NOT_SOLVED,
    )


SIRL: Final = Rule(
    name="sirl",
    meaning="|objective - label| is at most 1e-6 (|label| + 1); no objective where the label is "
    '"No Best Solution".',
    is_right=_is_right,
    source="Y. Chen et al., Solver-Informed RL (2025), arXiv:2505.11792; check_result.py of "
    "github.com/Cardinal-Operations/SIRL",
)
