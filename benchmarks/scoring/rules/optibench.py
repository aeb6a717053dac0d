"""OptiBench's rule: every labelled value is met, the variables' and the objective's.

The set labels each item with values by free-text names, the objective last. Its script runs the
program, has a language model read each named value from what was printed, rounded to five
decimals, and asks for `|ours - label| < 1e-4` for every one of them.

Nobody reads names here. The last label is held against our objective; the others are matched with
the values of our plan as a multiset: each needs a value of its own within 1e-4, in whatever
variable; values of ours that no label asks for do not matter. Two differences from the script
follow: values that are right under exchanged names pass, and a label that is computed from
variables (a total, say) fails unless a variable holds it. An alternative optimum fails by both;
`optibench-checked` accepts it.

An item without labelled values is judged by its objective alone, within the same 1e-4.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from optimoot.benchmarks.items import Item
from optimoot.benchmarks.running.record import ItemRecord
from optimoot.benchmarks.scoring.rules.rule import Rule
from optimoot.benchmarks.scoring.rules.words import says_the_word

TOLERANCE: Final = 1e-4
"""Absolute, as in the script."""
SOURCE: Final = (
    "Z. Yang et al., OptiBench Meets ReSocratic (2024), arXiv:2407.09887; eval_sft_code.py of "
    "github.com/yangzhch6/ReSocratic"
)


def labelled_objective(item: Item) -> float | str:
    """The last of the labelled values; the item's answer where it has none."""
    return list(item.results.values())[-1] if item.results else item.answer


def matches(labels: Sequence[float], values: Sequence[float], tolerance: float = TOLERANCE) -> bool:
    """Whether each label has a value of its own nearer than the tolerance.

    Both are walked through in ascending order, each label taking the least value that is left and
    near enough: as all labels reach equally far, this finds a matching wherever there is one.
    """
    left = sorted(values, reverse=True)
    for label in sorted(labels):
        while left and left[-1] <= label - tolerance:
            left.pop()
        if not left or left.pop() >= label + tolerance:
            return False
    return True


def _is_right(item: Item, record: ItemRecord) -> bool:
    objective = labelled_objective(item)
    if isinstance(objective, str):
        return says_the_word(objective, record)
    if record.objective is None or not abs(record.objective - objective) < TOLERANCE:
        return False
    labels = list(item.results.values())[:-1]
    numbers = [label for label in labels if not isinstance(label, str)]
    if len(numbers) < len(labels):
        return False  # a label that is no number cannot be met
    return matches(numbers, [value.value for value in record.variables])


OPTIBENCH: Final = Rule(
    name="optibench",
    meaning="The objective and, each in a variable of its own, all labelled values are met within "
    "1e-4, absolute.",
    is_right=_is_right,
    source=SOURCE,
)
