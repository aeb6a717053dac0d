"""Runs a checker on plans: in this process, unguarded, as a job of the sandbox does."""

from __future__ import annotations

import copy
import math
from typing import Any

from pydantic import TypeAdapter

from optimoot.checker import CheckerJob, CheckerReport, values_of
from optimoot.outcome import Failure, FailureKind
from optimoot.solvers.loading import ProgramError, namespace_of

reports: TypeAdapter[tuple[CheckerReport, ...]] = TypeAdapter(tuple[CheckerReport, ...])


def run_checker(job: CheckerJob) -> tuple[CheckerReport, ...]:
    """What the checker says of each plan.

    Raises:
        ProgramError: It defines no `check`, or that returned something else than is asked.
        BaseException: Whatever the checker itself raises.
    """
    check = namespace_of(job.source).get("check")
    if not callable(check):
        raise _broken(FailureKind.SYNTAX, "The checker defines no function check(values, tables).")
    return tuple(_report(check(values_of(plan), copy.deepcopy(job.tables))) for plan in job.plans)


def _report(said: Any) -> CheckerReport:
    if not isinstance(said, dict):
        told = "a dict with 'objective' and 'violations'"
        raise _broken(FailureKind.EXCEPTION, f"check() must return {told}, not {type(said)!r}.")
    objective = said.get("objective")
    number = float(objective) if isinstance(objective, int | float) else None
    if number is not None and not math.isfinite(number):
        number = None
    found = said.get("violations") or ()
    lines = (found,) if isinstance(found, str) else tuple(str(line) for line in found)
    return CheckerReport(objective=number, violations=lines)


def _broken(kind: FailureKind, message: str) -> ProgramError:
    return ProgramError(Failure(kind=kind, message=message))
