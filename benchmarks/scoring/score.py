"""Whether a record is right, wrong or no answer."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from optimoot.agents.answer import Verdict
from optimoot.benchmarks.items import Item
from optimoot.benchmarks.running.record import Ending, ItemRecord
from optimoot.benchmarks.scoring.rules.objective import USUAL
from optimoot.benchmarks.scoring.rules.rule import Rule
from optimoot.certificate import Confidence
from optimoot.outcome import Termination

_SURE: Final = (Confidence.VERIFIED, Confidence.CHECKED)
_NO_PLAN: Final = (
    Termination.INFEASIBLE,
    Termination.UNBOUNDED,
    Termination.INFEASIBLE_OR_UNBOUNDED,
)


class Score(StrEnum):
    """What an answer is worth."""

    RIGHT = "right"
    WRONG = "wrong"
    """Answered as sure, and not right."""
    ABSTAINED = "abstained"
    """No result to rely on was given: unsolved, contested, a question, or a doubtful result."""


def score_of(item: Item, record: ItemRecord, rule: Rule = USUAL) -> Score:
    """What a record is worth against the item's label."""
    right = rule.is_right(item, record)
    if record.verdict == Verdict.NEEDS_INPUT:
        return Score.RIGHT if right else Score.ABSTAINED
    if not is_sure(record):
        return Score.ABSTAINED
    return Score.RIGHT if right else Score.WRONG


def is_sure(record: ItemRecord) -> bool:
    """Whether the record gives its result as one to rely on.

    A method that checks nothing has no certificate: what it states, it states as it is.
    """
    decided = record.ending is Ending.ANSWERED and Verdict(record.verdict).is_decided
    stated = not record.confidence and states_something(record)
    return decided and (record.confidence in _SURE or stated)


def states_something(record: ItemRecord) -> bool:
    """Whether there is a result, sure or not: an objective, or that there is no (best) plan."""
    return record.objective is not None or record.termination in _NO_PLAN
