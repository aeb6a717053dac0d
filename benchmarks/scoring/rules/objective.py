"""The objective agrees with the label at a relative tolerance: ours, at 1e-6, 1e-4 and 5 %."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.items import Item
from optimoot.benchmarks.running.record import ItemRecord
from optimoot.benchmarks.scoring.rules.rule import Compare, Rule
from optimoot.benchmarks.scoring.rules.words import says_the_word

RELATIVE: Final = 1e-4
"""An objective is right within this, relative to the label, where no rule is named."""
ABSOLUTE: Final = 1e-6
"""And within this where the label is nearly zero."""


def agrees(objective: float, label: float, relative: float = RELATIVE) -> bool:
    """Whether an objective is within a tolerance relative to the label, or within `ABSOLUTE`."""
    return abs(objective - label) <= max(relative * abs(label), ABSOLUTE)


def _within(relative: float) -> Compare:
    def is_right(item: Item, record: ItemRecord) -> bool:
        if isinstance(item.answer, str):
            return says_the_word(item.answer, record)
        return record.objective is not None and agrees(record.objective, item.answer, relative)

    return is_right


TIGHT: Final = Rule(
    name="objective-1e-6",
    meaning="The objective is within 1e-6 of the label, relative to it; a word is said.",
    is_right=_within(1e-6),
)
USUAL: Final = Rule(
    name="objective-1e-4",
    meaning="The objective is within 1e-4 of the label, relative to it; a word is said.",
    is_right=_within(RELATIVE),
)
LOOSE: Final = Rule(
    name="objective-5%",
    meaning="The objective is within 5 % of the label; a word is said.",
    is_right=_within(0.05),
)
