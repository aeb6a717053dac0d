"""From what the server saw and the child claimed to an Outcome.

The report is trusted: the Program cannot touch it. The result comes out of the Program's own
process, so it is only read against its schema, and what the report says goes before it.
"""

from __future__ import annotations

import errno
import re
import signal
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from optimoot.analysis import AnalysisReply, Finding, Refused
from optimoot.checker import CheckerReport
from optimoot.coefficients import Coefficients, Column, Row
from optimoot.conflict import Conflict
from optimoot.errors import InputError, RunError
from optimoot.mutation import Mutant
from optimoot.outcome import Failure, FailureKind, Outcome, Termination
from optimoot.solvers.sandbox.child import DENIED
from optimoot.solvers.sandbox.claims import claimed_content, claimed_outcome
from optimoot.solvers.sandbox.protocol import JobSpec, Report, Stop
from optimoot.solvers.sandbox.wording import on_one_line

_CRASH_LINE = re.compile(r'File "program\.py", line (\d{1,7})')
_ACCOUNTED = 0.9
"""The kernel's clock for the limit runs ahead of the one that it reports."""
_OF_MEMORY = (signal.SIGABRT, signal.SIGSEGV, getattr(signal, "SIGBUS", signal.SIGSEGV))
"""How native code ends that got no memory: by its own word, or by writing to address 0."""
_LONGEST_CONFLICT = 1_000_000
_LONGEST_NAME = 200
_MOST_LINES = 50
_reports: TypeAdapter[tuple[CheckerReport, ...]] = TypeAdapter(tuple[CheckerReport, ...])
_mutants: TypeAdapter[tuple[Mutant, ...]] = TypeAdapter(tuple[Mutant, ...])
_Named = TypeVar("_Named", Column, Row)
_FOREIGN = "seccomp: call of another architecture"


def outcome_of(spec: JobSpec, report: Report, result: bytes) -> Outcome:
    """The Outcome of a solve job.

    Raises:
        InputError: A protection was required that is missing here.
        RunError: The child could not be started or confined.
    """
    _check_confined(spec, report)
    outcome = claimed_outcome(report, result)
    failure = failure_of(spec, report, outcome.failure)
    if failure is not outcome.failure:
        outcome = Outcome(termination=Termination.NOT_SOLVED, failure=failure)
    return outcome.model_copy(
        update={
            "protections": {name: not reason for name, reason in report.protections.items()},
            "printed": report.printed,
            "times": outcome.times.model_copy(update={"total": report.wall}),
        }
    )


def content_of(spec: JobSpec, report: Report, result: bytes) -> bytes:
    """The result of a job that gives nothing but a result.

    Raises:
        InputError: A protection was required that is missing here.
        RunError: The Program gave no result, or the child could not be started or confined.
    """
    _check_confined(spec, report)
    content, claimed = claimed_content(report, result)
    failure = failure_of(spec, report, claimed)
    if failure is not None:
        where = f" (line {failure.line})" if failure.line else ""
        raise RunError(f"The program gave no result{where}. {failure.message}")
    return bytes(content or b"")


def reports_of(content: bytes) -> tuple[CheckerReport, ...]:
    """What a checker said of each plan, its lines on one line each and not too many.

    Raises:
        RunError: What it wrote cannot be read.
    """
    try:
        found = _reports.validate_json(content)
    except ValidationError as error:
        raise RunError("The checker's process told nothing that can be read.") from error
    return tuple(
        report.model_copy(
            update={
                "violations": tuple(
                    on_one_line(line, _LONGEST_NAME) for line in report.violations[:_MOST_LINES]
                )
            }
        )
        for report in found
    )


def finding_of(content: bytes) -> Finding:
    """What a child found of a model.

    Raises:
        InputError: The question makes no sense of the model.
        RunError: What it wrote cannot be read.
    """
    try:
        reply = AnalysisReply.model_validate_json(content).reply
    except ValidationError as error:
        raise RunError("The program's process gave no answer that can be read.") from error
    if isinstance(reply, Refused):
        raise InputError(
            on_one_line(reply.message, _LONGEST_NAME * 5),
            remedy=on_one_line(reply.remedy, _LONGEST_NAME * 5),
        )
    return reply


def mutants_of(content: bytes) -> tuple[Mutant, ...]:
    """The mutants that a child tells, their names on one line each.

    Raises:
        RunError: What it wrote cannot be read.
    """
    try:
        found = _mutants.validate_json(content)
    except ValidationError as error:
        raise RunError("The program's process told no mutants that can be read.") from error
    return tuple(
        mutant.model_copy(update={"target": on_one_line(mutant.target, _LONGEST_NAME)})
        for mutant in found
    )


def coefficients_of(content: bytes) -> Coefficients:
    """The Coefficients that a child tells, their names on one line each.

    Raises:
        RunError: What it wrote are none.
    """
    try:
        found = Coefficients.model_validate_json(content)
        columns = tuple(_named(column) for column in found.columns)
        rows = tuple(_named(row) for row in found.rows)
    except ValidationError as error:
        raise RunError("The program's process told no coefficients that can be read.") from error
    places = [place for row in rows for place, _ in row.terms]
    places += [place for row in rows for pair in row.products for place in pair[:2]]
    places += [place for pair in found.products for place in pair[:2]]
    if any(not 0 <= place < len(columns) for place in places):
        raise RunError("The program's process told coefficients of variables that are not there.")
    return found.model_copy(update={"columns": columns, "rows": rows})


def _named(part: _Named) -> _Named:
    return part.model_copy(update={"name": on_one_line(part.name, _LONGEST_NAME)})


def conflict_of(content: bytes) -> Conflict:
    """The Conflict that a child names, as nothing but names.

    Raises:
        RunError: What it wrote is none.
    """
    try:
        found = Conflict.model_validate_json(content[:_LONGEST_CONFLICT])
    except ValidationError as error:
        raise RunError("The program's process told no conflict that can be read.") from error
    members = tuple(
        member.model_copy(
            update={"name": on_one_line(member.name, _LONGEST_NAME), "meaning": "", "sentence": ""}
        )
        for member in found.members
    )
    return found.model_copy(update={"members": members})


def failure_of(spec: JobSpec, report: Report, claimed: Failure | None) -> Failure | None:
    """Why a job failed: what was refused, else the limit that it met, else what it says itself."""
    found = _refused(report, claimed) or _stopped(spec, report)
    if found is None and claimed is not None and claimed.protection.startswith(DENIED):
        return claimed.model_copy(update={"protection": ""})
    return found or claimed


def _check_confined(spec: JobSpec, report: Report) -> None:
    """Look at what was known before the Program's first line: only that raises errors of ours.

    Raises:
        InputError: A protection was required that is missing here.
        RunError: The child could not be started or confined.
    """
    if report.trouble:
        raise RunError(f"The sandbox could not run the program. {report.trouble}")
    if not report.protections and report.stop is None:
        said = report.printed.strip().rpartition("\n")[2] or "it said nothing"
        raise RunError(f"The sandbox could not be put around the program's process ({said}).")
    if spec.require and any(report.protections.values()):
        raise _missing(report)


def _missing(report: Report) -> InputError:
    missing = [f"{name} ({reason})" for name, reason in report.protections.items() if reason]
    return InputError(
        f"This machine lacks protections that were required: {'; '.join(missing)}.",
        remedy="Run on Linux 5.13 or newer with Landlock and seccomp, or don't require them.",
    )


def _refused(report: Report, claimed: Failure | None) -> Failure | None:
    """The refusal that ends the run, if there is one.

    That is the first which no ordinary Program causes, or any that the Program died of: it ended
    with the system's own error for a denial, on a file that was refused.
    """
    found = [name for name, ends in report.refused if ends]
    found += [
        name for name, ends in report.refused if not ends and (found or _died_of(name, claimed))
    ]
    if not found:
        return None
    also = f" Also refused: {', '.join(found[1:6])}." if len(found) > 1 else ""
    then = f" The program then ended with: {claimed.message}" if claimed else ""
    return Failure(
        kind=FailureKind.REFUSED,
        message=f"The sandbox refused {found[0]!r}.{also}{then}",
        line=(claimed.line if claimed else None) or _crash_line(report),
        protection=found[0],
    )


def _died_of(refused: str, claimed: Failure | None) -> bool:
    """Whether the denial that ended the Program can be this refusal."""
    if claimed is None or not claimed.protection.startswith(DENIED):
        return False
    path = claimed.protection.removeprefix(DENIED)
    return not path or refused.endswith(f" {path}")


def _stopped(spec: JobSpec, report: Report) -> Failure | None:
    """Which limit ended the child, or how it ended by itself without a result."""
    megabytes = spec.memory / 2**20
    reasons = {
        Stop.WALL_TIME: (
            FailureKind.WALL_TIME,
            f"It ran longer than {spec.wall:g} s.",
            "wall time",
        ),
        Stop.MEMORY: (FailureKind.MEMORY, f"It used over {megabytes:.0f} MB.", "resident memory"),
        Stop.OUTPUT: (
            FailureKind.OUTPUT,
            f"It printed more than {spec.output / 1024:.0f} kB.",
            "output",
        ),
        Stop.RESULT: (FailureKind.OUTPUT, "Its result is too large to be handed over.", "result"),
        Stop.DISK: (
            FailureKind.OUTPUT,
            f"It wrote more than {spec.disk / 2**20:.0f} MB, or too many files.",
            "scratch folder",
        ),
        Stop.THREADS: (FailureKind.REFUSED, "It started too many threads.", "threads"),
        Stop.REFUSALS: (
            FailureKind.REFUSED,
            "It tried what is refused again and again.",
            "seccomp",
        ),
    }
    if report.stop is not None:
        kind, message, what = reasons[report.stop]
        return Failure(kind=kind, message=f"The program was stopped. {message}", protection=what)
    if report.finished:
        return None
    return _ended(spec, report)


def _ended(spec: JobSpec, report: Report) -> Failure:
    """How a child ended that was not stopped and yet gave no result."""
    line = _crash_line(report)
    spent = report.cpu >= spec.cpu * _ACCOUNTED
    if report.signal == signal.SIGXCPU or (report.signal == signal.SIGKILL and spent):
        return Failure(
            kind=FailureKind.CPU_TIME,
            message=f"The program was stopped. It used more than {spec.cpu} s of processor time.",
            protection="rlimit: CPU time",
        )
    denied = report.signal in _OF_MEMORY or report.exit_code == errno.ENOMEM
    if denied and report.short_of_memory:
        return Failure(
            kind=FailureKind.MEMORY,
            message="The program ran out of memory, outside of its Python code.",
            line=line,
            protection="rlimit: address space",
        )
    if report.signal == signal.SIGSYS:
        message = "The program was killed: it made a system call of another architecture."
        return Failure(kind=FailureKind.REFUSED, message=message, protection=_FOREIGN)
    if report.signal:
        name = signal.strsignal(report.signal) or f"signal {report.signal}"
        message = f"The program's process died: {name} (signal {report.signal})."
    else:
        message = f"The program's process ended without a result (exit code {report.exit_code})."
    protection = "" if report.signal else "result"
    return Failure(kind=FailureKind.CRASHED, message=message, line=line, protection=protection)


def _crash_line(report: Report) -> int | None:
    """The Program's line in the trace that a dying interpreter prints."""
    found = _CRASH_LINE.search(report.printed)
    return int(found[1]) if found else None
