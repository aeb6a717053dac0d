"""What happened to one item in one repeat: a line of an evaluation's log.

A record holds what came out and what it cost, never whether it is right: scoring is separate and
can be redone.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from optimoot.agents.answer import Answer
from optimoot.agents.team import Candidate
from optimoot.benchmarks.items import Item
from optimoot.certificate import Certificate, CheckStatus
from optimoot.outcome import Outcome

VARIABLES_KEPT: Final = 2_000
"""A plan of more variables is left to the answer's own file."""
_REASON: Final = 500
"""Characters of a reason that a record keeps; the answer has it whole."""


class Ending(StrEnum):
    """How the attempt at an item ended."""

    ANSWERED = "answered"
    """There is an Answer, be it an abstention."""
    FAILED = "failed"
    """The run broke, or its problem could not be taken in."""
    TIMED_OUT = "timed_out"
    """It took longer than an item may."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Value(_Part):
    """A variable's value in the plan; `index` as text, parts separated by commas."""

    name: str
    index: str = ""
    value: float


class Position(_Part):
    """What one team brought.

    Attributes:
        executed: Whether its program ran and gave a model that a solver took.
    """

    team: str
    termination: str
    objective: float | None = None
    executed: bool
    confidence: str


class ItemRecord(_Part):
    """One (item, repeat, preset) of an evaluation. Objective and bound are in the model's unit.

    Attributes:
        repeat: From 0.
        preset: Name of the way of working; for teams named one by one, their names with commas.
        error: Why it failed; empty where it did not.
        verdict: The Answer's; empty where there is none. So for the following.
        sense: Of the objective.
        variables: The plan; empty where it is larger than `VARIABLES_KEPT`.
        positions: What the teams held at the end.
        abstentions: Teams that gave no result, each with its reason.
        doubts: Names of the certificate's checks that failed or warned.
        questions: How many questions are asked back.
        debated: Whether teams made moves in a debate.
        calls: Requests to language models, with `failed_calls` that brought nothing and
            `unmetered_calls` whose tokens nobody reported: tokens then are lower bounds.
        cost: US dollars; None where a price or the use is unknown.
        seconds: Wall time.
        recalled: Records of the memory bank that teams were shown; `kept` and `excluded` likewise.
        program_lines: Lines of the program that stands, neither blank nor comment; None: unknown.
        answer: File in the folder `answers` that holds the whole Answer; empty where there is none.
    """

    line: Literal["record"] = "record"
    set: str
    id: str
    repeat: int
    preset: str
    ending: Ending
    error: str = ""
    verdict: str = ""
    confidence: str = ""
    team: str = ""
    termination: str = ""
    solution_status: str = ""
    sense: str = ""
    objective: float | None = None
    bound: float | None = None
    variables: tuple[Value, ...] = ()
    variables_left_out: bool = False
    positions: tuple[Position, ...] = ()
    abstentions: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()
    questions: int = 0
    debated: bool = False
    calls: int = 0
    failed_calls: int = 0
    unmetered_calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = None
    seconds: float
    recalled: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    program_lines: int | None = None
    answer: str = ""

    @property
    def key(self) -> str:
        """What tells this record from all others of an evaluation."""
        return record_key(self.set, self.id, self.repeat, self.preset)


def record_key(dataset: str, item: str, repeat: int, preset: str) -> str:
    """The key of a record: of the item's set and id, the repeat and the preset."""
    return f"{dataset}/{item}#{repeat}@{preset}"


def record_of(item: Item, repeat: int, preset: str, answer: Answer, seconds: float) -> ItemRecord:
    """The record of an Answer."""
    outcome, usage = answer.outcome, answer.usage
    certificate = answer.certificate
    values = _values(outcome)
    return ItemRecord(
        set=item.set,
        id=item.id,
        repeat=repeat,
        preset=preset,
        ending=Ending.ANSWERED,
        verdict=answer.verdict,
        confidence=certificate.confidence if certificate is not None else "",
        team=answer.team,
        termination=outcome.termination if outcome is not None else "",
        solution_status=outcome.solution if outcome is not None else "",
        sense=outcome.sense or "" if outcome is not None else "",
        objective=answer.objective,
        bound=outcome.bound if outcome is not None else None,
        variables=values if len(values) <= VARIABLES_KEPT else (),
        variables_left_out=len(values) > VARIABLES_KEPT,
        positions=tuple(_position(candidate) for candidate in answer.candidates),
        abstentions=tuple((one.team, one.reason[:_REASON]) for one in answer.abstentions),
        doubts=tuple(_doubts(certificate)),
        questions=len(answer.questions),
        debated=answer.debate is not None and bool(answer.debate.turns),
        calls=usage.calls,
        failed_calls=usage.failed_calls,
        unmetered_calls=sum(line.unmetered_calls for line in usage.lines),
        input_tokens=sum(line.input_tokens for line in usage.lines),
        output_tokens=sum(line.output_tokens for line in usage.lines),
        cost=usage.money,
        seconds=round(seconds, 4),
        recalled=answer.memory.recalled,
        kept=answer.memory.kept,
        excluded=answer.memory.excluded,
        program_lines=_lines_of(answer.program.source) if answer.program is not None else 0,
    )


def broken(
    item: Item, repeat: int, preset: str, ending: Ending, error: str, seconds: float
) -> ItemRecord:
    """The record of an attempt that gave no Answer."""
    return ItemRecord(
        set=item.set,
        id=item.id,
        repeat=repeat,
        preset=preset,
        ending=ending,
        error=error[:_REASON],
        seconds=round(seconds, 4),
    )


def _values(outcome: Outcome | None) -> tuple[Value, ...]:
    held = outcome.variables if outcome is not None else ()
    return tuple(
        Value(name=one.name, index=",".join(map(str, one.index)), value=one.value)
        for one in held
        if one.value is not None
    )


def _position(candidate: Candidate) -> Position:
    outcome = candidate.outcome
    return Position(
        team=candidate.team,
        termination=outcome.termination,
        objective=outcome.objective,
        executed=outcome.failure is None,
        confidence=candidate.certificate.confidence,
    )


def _lines_of(source: str) -> int:
    lines = (line.strip() for line in source.splitlines())
    return sum(1 for line in lines if line and not line.startswith("#"))


def _doubts(certificate: Certificate | None) -> Iterable[str]:
    for check in certificate.checks if certificate is not None else ():
        if check.status in (CheckStatus.FAILED, CheckStatus.WARNED):
            yield check.name
