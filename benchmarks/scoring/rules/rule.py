"""What a rule is: when a record says what the item's label says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from optimoot.benchmarks.items import Item
from optimoot.benchmarks.running.record import ItemRecord

Compare = Callable[[Item, ItemRecord], bool]


@dataclass(frozen=True)
class Rule:
    """A rule of scoring. It judges what a record states, whatever verdict stands behind it.

    Attributes:
        name: What it is called by `--rule` and in reports.
        meaning: When a record is right by it, one sentence.
        is_right: Whether the record says what the label says. A record that states nothing is
            not right, unless the label says that there is nothing to state.
        source: Where it is from; empty for our own.
    """

    name: str
    meaning: str
    is_right: Compare
    source: str = ""
