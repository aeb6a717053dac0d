"""Why a record is not right and sure: the class of its failure, and why teams declined."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from optimoot.agents.answer import Verdict
from optimoot.benchmarks.running.record import Ending, ItemRecord
from optimoot.benchmarks.scoring.score import Score, is_sure, states_something
from optimoot.benchmarks.scoring.scored import ScoredItem

_QUOTED: Final = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|“[^”]*”|‘[^’]*’""")
_FIGURE: Final = re.compile(r"\d+(?:[.,]\d+)*")
_LONGEST: Final = 80


class FailureClass(StrEnum):
    """What became of an attempt; the first that fits."""

    NONE = "none"
    """Right, and stated as sure."""
    TIMED_OUT = "timed out"
    FAILED = "failed"
    """The run itself broke."""
    NOT_SURE = "right, not sure"
    """What was stated is right, but not as something to rely on."""
    ASKED = "asked back"
    CONTESTED = "contested"
    """Teams disagree, and what is stated is not right."""
    WRONG_AND_SURE = "wrong and sure"
    WRONG_NOT_SURE = "wrong, not sure"
    PROGRAM_FAILED = "program failed"
    """Teams brought programs, and none ran."""
    NO_RESULT = "no result"
    """A program ran, and gave neither a plan nor the proof that there is none."""
    DECLINED = "declined"
    """No team gave a program."""


def failure_class(one: ScoredItem) -> FailureClass:
    """What became of an attempt."""
    record = one.record
    if record.ending is not Ending.ANSWERED:
        timed_out = record.ending is Ending.TIMED_OUT
        return FailureClass.TIMED_OUT if timed_out else FailureClass.FAILED
    if one.stated_right:
        return FailureClass.NONE if one.score is Score.RIGHT else FailureClass.NOT_SURE
    return _not_right(record)


def _not_right(record: ItemRecord) -> FailureClass:
    if record.verdict == Verdict.NEEDS_INPUT:
        return FailureClass.ASKED
    if record.verdict == Verdict.CONTESTED:
        return FailureClass.CONTESTED
    if states_something(record):
        return FailureClass.WRONG_AND_SURE if is_sure(record) else FailureClass.WRONG_NOT_SURE
    if record.positions:
        ran = any(position.executed for position in record.positions)
        return FailureClass.NO_RESULT if ran else FailureClass.PROGRAM_FAILED
    return FailureClass.DECLINED


def reason_class(record: ItemRecord) -> str:
    """Why an attempt gave nothing, without what is quoted from its text; empty where it is unknown.

    Of several teams' reasons the longest is taken: a team that read most of the text has most to
    say. It is cut before its particulars, and figures are left out, so that alike reasons are one.
    """
    if record.error:
        return _class_of(record.error)
    reasons = [reason for _, reason in record.abstentions if reason]
    return _class_of(max(reasons, key=len)) if reasons else ""


def _class_of(reason: str) -> str:
    plain = _FIGURE.sub("#", _QUOTED.sub("…", reason))
    head = re.split(r"[:;(]|\. |, but ", plain, maxsplit=1)[0]
    return " ".join(head.split()).strip(" .")[:_LONGEST]
