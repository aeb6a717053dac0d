"""Reading what a child says of itself, as the claim of an adversary.

The result is written by the process that ran the Program, and so by the Program if it wants to.
Whatever it says is a Failure or an Outcome here, never an error of ours: it is bounded before it
is parsed, read against a strict schema, and what stays of its words is fit to be shown.
"""

from __future__ import annotations

import contextlib
import gc
import math
from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

from pydantic import ValidationError

from optimoot.outcome import (
    ConstraintValue,
    Failure,
    FailureKind,
    Outcome,
    SolutionStatus,
    Termination,
    Times,
    VariableValue,
)
from optimoot.solvers.sandbox.child import DENIED, DONE, FAILED
from optimoot.solvers.sandbox.protocol import Report
from optimoot.solvers.sandbox.wording import on_one_line

Record = TypeVar("Record", VariableValue, ConstraintValue)
RECORDS: Final = 500_000
"""Variables and constraints in an Outcome that is read back; each takes about 1 kB."""
_VALUES_PER_RECORD = 12
_SLACK = 10_000
_LONGEST = 2000
_MESSAGES = 100
_LAST_LINE = 10_000_000

_OWN_ACCOUNT = frozenset(
    {
        FailureKind.SYNTAX,
        FailureKind.EXCEPTION,
        FailureKind.UNSUPPORTED,
        FailureKind.CANCELLED,
    }
)
"""What only the process itself can know."""
_LIMITS = {
    (FailureKind.MEMORY, "rlimit: address space"): "The program ran out of memory.",
    (FailureKind.MEMORY, ""): "The program ran out of memory.",
    (FailureKind.OUTPUT, "rlimit: file size"): "The program wrote a file larger than is allowed.",
    (FailureKind.REFUSED, "rlimit: open files"): "The program opened more files than are allowed.",
}
"""What it learns from the kernel; told in words of ours."""


class _Unreadable(ValueError):
    """The claim is not what a child of ours writes; the text is ours."""


def claimed_content(report: Report, result: bytes) -> tuple[memoryview | None, Failure | None]:
    """The content that the child gives, or the Failure that it tells; neither if none came."""
    if not report.finished:
        return None, None
    tag, content = result[:1], memoryview(result)[1:]
    if tag == DONE:
        return content, None
    if tag != FAILED:
        return None, _unreadable("it has no such form")
    try:
        if len(content) > 20 * _LONGEST:
            raise _Unreadable("its account of a failure is too long")
        return None, _checked_failure(Failure.model_validate_json(bytes(content)), report)
    except ValueError as error:
        return None, _unreadable(_fault(error))


def claimed_outcome(report: Report, result: bytes) -> Outcome:
    """The Outcome of a solve job as the child tells it."""
    content, failure = claimed_content(report, result)
    if content is None:
        return Outcome(termination=Termination.NOT_SOLVED, failure=failure)
    try:
        raw = bytes(content)
        _check_size(raw)
        with _collector_resting():
            return _checked_outcome(Outcome.model_validate_json(raw, strict=True), report)
    except ValueError as error:
        failure = _unreadable(_fault(error))
        return Outcome(termination=Termination.NOT_SOLVED, failure=failure)


def _check_size(raw: bytes) -> None:
    """Bound what parsing will cost, which for forged text may be fifty times its length.

    Raises:
        _Unreadable: It holds more records, or more values, than an Outcome may.
    """
    records = raw.count(b"{")
    values = raw.count(b",")
    if records > RECORDS + _SLACK or values > _VALUES_PER_RECORD * RECORDS:
        raise _Unreadable(f"it has more than {RECORDS:,} variables and constraints")


def _checked_outcome(outcome: Outcome, report: Report) -> Outcome:
    unsolved = outcome.termination is Termination.NOT_SOLVED
    if unsolved and outcome.failure is None:
        raise _Unreadable("it neither solved nor failed")
    if outcome.failure is not None and (outcome.solution is not SolutionStatus.NONE):
        raise _Unreadable("it both failed and has a solution")
    _check_numbers((outcome.objective, outcome.bound, outcome.gap))
    changed: dict[str, object] = {
        "variables": _checked_records(outcome.variables),
        "constraints": _checked_records(outcome.constraints),
        "duals_note": on_one_line(outcome.duals_note, _LONGEST),
        "solver": on_one_line(outcome.solver, 100),
        "solver_reason": on_one_line(outcome.solver_reason, _LONGEST),
        "messages": tuple(
            on_one_line(" ".join(message.split()), _LONGEST)
            for message in outcome.messages[:_MESSAGES]
        ),
        "times": _checked_times(outcome.times, report),
    }
    if outcome.failure is not None:
        changed["failure"] = _checked_failure(outcome.failure, report)
    if outcome.statistics is not None:
        shown = on_one_line(outcome.statistics.model_class, 100)
        changed["statistics"] = outcome.statistics.model_copy(update={"model_class": shown})
    return outcome.model_copy(update=changed)


def _checked_times(times: Times, report: Report) -> Times:
    spent = (times.build, times.solve)
    if not all(0 <= seconds <= report.wall for seconds in spent):
        return Times()
    return times


def _check_numbers(numbers: Iterable[float | None]) -> None:
    for number in numbers:
        if number is not None and not math.isfinite(number):
            raise _Unreadable("a number in it is not finite")


def _checked_records(
    records: tuple[Record, ...],
) -> tuple[Record, ...]:
    """The records, their names fit to be shown; the same tuple where nothing was to be done."""
    unfit: dict[int, Record] = {}
    for position, record in enumerate(records):
        if isinstance(record, VariableValue):
            _check_numbers((record.value, record.lower, record.upper, record.reduced_cost))
            plain = record.domain.isprintable()
        else:
            _check_numbers((record.body, record.lower, record.upper, record.slack, record.dual))
            plain = True
        _check_numbers(part for part in record.index if isinstance(part, float))
        texts = [part for part in record.index if isinstance(part, str)]
        if plain and record.name.isprintable() and all(text.isprintable() for text in texts):
            continue
        unfit[position] = record
    if not unfit:
        return records
    return tuple(
        _fit(record) if position in unfit else record for position, record in enumerate(records)
    )


def _fit(record: Record) -> Record:
    changed: dict[str, object] = {
        "name": on_one_line(record.name, _LONGEST),
        "index": tuple(
            on_one_line(part, _LONGEST) if isinstance(part, str) else part for part in record.index
        ),
    }
    if isinstance(record, VariableValue):
        changed["domain"] = on_one_line(record.domain, 100)
    return record.model_copy(update=changed)


def _checked_failure(failure: Failure, report: Report) -> Failure:
    """The Failure in so far as the process can know it; its limits in words of ours.

    Raises:
        _Unreadable: It claims what only the server can know.
    """
    line = failure.line if failure.line and 0 < failure.line < _LAST_LINE else None
    message = on_one_line(" ".join(failure.message.split()), _LONGEST)
    protection = on_one_line(failure.protection, _LONGEST)
    limit = _LIMITS.get((failure.kind, protection))
    if limit is not None:
        shown = protection or "rlimit: address space"
        return Failure(kind=failure.kind, message=limit, line=line, protection=shown)
    if failure.kind in _OWN_ACCOUNT:
        kept = protection if protection.startswith(DENIED) else ""
        return Failure(kind=failure.kind, message=message, line=line, protection=kept)
    if failure.kind is FailureKind.REFUSED and not report.watched:
        return Failure(
            kind=failure.kind,
            message=f"The program says that it was refused something: {message}",
            line=line,
            protection=protection,
        )
    raise _Unreadable("it claims what only the sandbox can know")


def _fault(error: ValueError) -> str:
    """What is wrong with a claim, without any word of it."""
    if isinstance(error, ValidationError):
        kinds = {str(each["type"]) for each in error.errors(include_url=False, include_input=False)}
        return f"it does not follow the schema ({', '.join(sorted(kinds)[:3])})"
    return str(error) if isinstance(error, _Unreadable) else "it does not follow the schema"


def _unreadable(fault: str) -> Failure:
    return Failure(
        kind=FailureKind.CRASHED,
        message=f"The program's process gave no readable result: {fault}.",
        protection="result: schema",
    )


@contextlib.contextmanager
def _collector_resting() -> Iterator[None]:
    """Keep the garbage collector from searching a large result while it is made of many objects.

    It costs a multiple of the work itself, and there is no garbage yet.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
