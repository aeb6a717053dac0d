"""From what the server saw and the child claimed to an Outcome.

The report is trusted: the Program cannot touch it. The result comes out of the Program's own
process, so it is only read against its schema, and what the report says goes before it.
"""

from __future__ import annotations

import contextlib
import gc
import json
import re
import signal
from collections.abc import Iterator

from pydantic import ValidationError

from optimoot.errors import InputError, RunError
from optimoot.outcome import Failure, FailureKind, Outcome, Termination
from optimoot.solvers.sandbox.child import BAD_INPUT, DONE, MISSING
from optimoot.solvers.sandbox.protocol import JobSpec, Report, Stop

_CRASH_LINE = re.compile(r'File "program\.py", line (\d+)')
_ACCOUNTED = 0.9
"""The kernel's clock for the limit runs ahead of the one that it reports."""
_FOREIGN = "seccomp: call of another architecture"


def outcome_of(spec: JobSpec, report: Report, result: bytes) -> Outcome:
    """The Outcome of a solve job.

    Raises:
        InputError: The job asked for something that there is not (a solver, a protection).
        RunError: The child could not be started or confined.
    """
    content, claimed = _claims(report, result)
    outcome = Outcome(termination=Termination.NOT_SOLVED, failure=claimed)
    if content is not None:
        try:
            with _collector_resting():
                outcome = Outcome.model_validate_json(content)
        except ValidationError as error:
            outcome = outcome.model_copy(update={"failure": _unreadable(error)})
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


def content_of(spec: JobSpec, report: Report, result: bytes) -> bytes:
    """The result of a job that gives nothing but a result.

    Raises:
        InputError: The job asked for something that there is not.
        RunError: The Program gave no result, or the child could not be started or confined.
    """
    content, claimed = _claims(report, result)
    failure = failure_of(spec, report, claimed)
    if failure is not None:
        where = f" (line {failure.line})" if failure.line else ""
        raise RunError(f"The program gave no result{where}. {failure.message}")
    return content or b""


def failure_of(spec: JobSpec, report: Report, claimed: Failure | None) -> Failure | None:
    """Why a job failed: what was refused, else the limit that it met, else what it says itself."""
    return _refused(report, claimed) or _stopped(spec, report) or claimed


def _claims(report: Report, result: bytes) -> tuple[bytes | None, Failure | None]:
    """What the child itself gives: the content of its result, or what it says went wrong.

    Raises:
        InputError: The job asked for something that there is not.
        RunError: The child could not be started or confined.
    """
    if report.trouble:
        raise RunError(f"The sandbox could not run the program. {report.trouble}")
    if not report.protections and report.stop is None:
        said = report.printed.strip().rpartition("\n")[2] or "it said nothing"
        raise RunError(f"The sandbox could not be put around the program's process ({said}).")
    if not report.finished:
        return None, None
    tag, content = result[:1], result[1:]
    if tag == DONE:
        return content, None
    if tag == MISSING:
        raise _missing(report)
    if tag == BAD_INPUT:
        raise _bad_input(content)
    try:
        return None, Failure.model_validate_json(content)
    except ValidationError as error:
        return None, _unreadable(error)


def _unreadable(error: ValueError) -> Failure:
    return Failure(
        kind=FailureKind.CRASHED,
        message=f"The program's process gave no readable result: {' '.join(str(error).split())}"[
            :500
        ],
        protection="result: schema",
    )


def _missing(report: Report) -> InputError:
    missing = [f"{name} ({reason})" for name, reason in report.protections.items() if reason]
    return InputError(
        f"This machine lacks protections that were required: {'; '.join(missing)}.",
        remedy="Run on Linux 5.13 or newer with Landlock and seccomp, or don't require them.",
    )


def _bad_input(content: bytes) -> InputError:
    try:
        told = json.loads(content)
        return InputError(str(told["message"]), remedy=str(told["remedy"]))
    except (ValueError, KeyError, TypeError):
        return InputError("The job was refused as bad input, without a readable reason.")


def _refused(report: Report, claimed: Failure | None) -> Failure | None:
    """The refusal that ends the run, if there is one.

    That is the first which no ordinary Program causes, or any that the Program died of.
    """
    died_of_it = claimed is not None and "permi" in claimed.message.lower()
    found = [name for name, ends in report.refused if ends]
    found += [name for name, ends in report.refused if not ends and (found or died_of_it)]
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
    said = report.printed[-4000:]
    if "bad_alloc" in said or "MemoryError" in said:
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
