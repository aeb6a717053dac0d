"""Agora-Opt's rule: within 5 % of the label, and within 0.05 of it where it is zero.

Its script compares numbers only: an item whose label is no number, and a program that gives no
objective, are never right. The scripts of its main table ask for the relative tolerance; the
default of the bare script is 0.05 absolute.
"""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.items import Item
from optimoot.benchmarks.running.record import ItemRecord
from optimoot.benchmarks.scoring.rules.rule import Rule

_TOLERANCE: Final = 0.05


def _is_right(item: Item, record: ItemRecord) -> bool:
    if isinstance(item.answer, str) or record.objective is None:
        return False
    if item.answer == 0:
        return abs(record.objective) <= _TOLERANCE
    return abs((record.objective - item.answer) / item.answer) <= _TOLERANCE


AGORA_OPT: Final = Rule(
    name="agora-opt",
    meaning="The objective is within 5 % of the label, or within 0.05 where it is zero; words are "
    "never right.",
    is_right=_is_right,
    source="J. Lin et al., From Soliloquy to Agora (2026), arXiv:2604.25847; check_correctness in "
    "execute.py of github.com/CHIANGEL/Agora-Opt",
)
