"""`Sandbox`: run Programs in confined processes of their own."""

from __future__ import annotations

import asyncio
import math
import os
import sys
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from types import TracebackType
from typing import Literal, Protocol, Self

from optimoot.analysis import AnalysisJob, Finding
from optimoot.checker import CheckerJob, CheckerReport
from optimoot.coefficients import Coefficients
from optimoot.conflict import Conflict
from optimoot.errors import RunError
from optimoot.mutation import Mutant
from optimoot.outcome import Outcome
from optimoot.program import Program
from optimoot.solvers.options import SandboxLimits, SolveOptions
from optimoot.solvers.sandbox.fresh import FreshProcesses
from optimoot.solvers.sandbox.jobs import AskJob, ExportFormat, ExportJob, SolveJob
from optimoot.solvers.sandbox.limits import usable_cores
from optimoot.solvers.sandbox.outcomes import (
    coefficients_of,
    conflict_of,
    content_of,
    finding_of,
    mutants_of,
    outcome_of,
    reports_of,
)
from optimoot.solvers.sandbox.protections import Protections, from_report
from optimoot.solvers.sandbox.protocol import JobSpec, Report

Backend = Literal["fork_server", "fresh_process"]
_WALL_BEYOND_SOLVER = 30.0
_READ_AT_ONCE = 100_000
"""Bytes of a result that takes less than a few milliseconds to read."""


class _Jobs(Protocol):
    def start(self) -> None: ...
    def close(self) -> None: ...
    def interrupt(self) -> bool: ...
    def exchange(self, spec: JobSpec, payload: bytes) -> tuple[Report, bytes]: ...
    async def aexchange(self, spec: JobSpec, payload: bytes) -> tuple[Report, bytes]: ...


class Sandbox:
    """Runs Programs behind every protection that this machine has.

    On Linux it starts one server process when first needed (or at `start`), which imports Pyomo
    and the solvers once and forks a confined child for each job. It may be used by many threads
    and tasks at once, and ends its processes when it is closed, collected, or with the program.
    See docs/sandbox.md for what is promised and what is not.

    Args:
        backend: `"fork_server"`, or `"fresh_process"` for a new interpreter per job; None
            chooses the first on Linux and the second elsewhere.
    """

    def __init__(self, *, backend: Backend | None = None) -> None:
        chosen = backend or ("fork_server" if sys.platform == "linux" else "fresh_process")
        self._jobs = _backend(chosen)
        self._close = weakref.finalize(self, self._jobs.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start the server now, without waiting, so that it imports while the caller goes on."""
        self._jobs.start()

    def close(self) -> None:
        """End the server and whatever it runs. A later job would start it anew."""
        self._jobs.close()

    def interrupt(self) -> bool:
        """Have the solvers that run now stop, so that their Outcomes hold what they have found.

        A signal handler may call it. A Program that is not in its solver yet is cancelled.

        Returns:
            Whether anything runs.
        """
        return self._jobs.interrupt()

    def run(
        self,
        program: Program,
        options: SolveOptions | None = None,
        limits: SandboxLimits | None = None,
    ) -> Outcome:
        """Execute a Program. Every failure of the Program is an Outcome.

        Whatever ends this call early (Ctrl-C) also ends the Program's process.

        Raises:
            InputError: A protection is required and missing here, or there is no such solver.
            RunError: The sandbox itself broke down.
        """
        options, limits = options or SolveOptions(), limits or SandboxLimits()
        spec, payload = _solve_job(program, options, limits)
        return outcome_of(spec, *self._jobs.exchange(spec, payload))

    async def arun(
        self,
        program: Program,
        options: SolveOptions | None = None,
        limits: SandboxLimits | None = None,
    ) -> Outcome:
        """Like `run`, for asyncio: cancelling the task kills the Program's process.

        Raises:
            InputError: A protection is required and missing here, or there is no such solver.
            RunError: The sandbox itself broke down.
        """
        options, limits = options or SolveOptions(), limits or SandboxLimits()
        spec, payload = _solve_job(program, options, limits)
        report, result = await self._jobs.aexchange(spec, payload)
        if len(result) < _READ_AT_ONCE:
            return outcome_of(spec, report, result)
        # no thread of the loop's own: these may all be waiting for what runs here
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(_readers(), outcome_of, spec, report, result)

    def conflict(
        self,
        program: Program,
        options: SolveOptions | None = None,
        limits: SandboxLimits | None = None,
    ) -> Conflict | None:
        """Constraints of an infeasible model that cannot hold together; None: not infeasible.

        The time limit of the options is for all solves that this takes together.

        Raises:
            InputError: A protection is required and missing here.
            RunError: The Program builds no model, or the sandbox broke down.
        """
        options, limits = options or SolveOptions(), limits or SandboxLimits()
        spec = _spec("conflict", options, limits)
        payload = SolveJob(program=program, options=options).model_dump_json().encode()
        found = content_of(spec, *self._jobs.exchange(spec, payload))
        return conflict_of(found) if found else None

    def coefficients(
        self,
        program: Program,
        options: SolveOptions | None = None,
        limits: SandboxLimits | None = None,
    ) -> Coefficients:
        """The coefficients of the model that a Program builds; nothing is solved.

        Raises:
            InputError: A protection is required and missing here.
            RunError: The Program builds no model, or one too large, or the sandbox broke down.
        """
        options, limits = options or SolveOptions(), limits or SandboxLimits()
        spec = _spec("coefficients", options, limits)
        payload = program.model_dump_json().encode()
        return coefficients_of(content_of(spec, *self._jobs.exchange(spec, payload)))

    def mutants(
        self,
        program: Program,
        options: SolveOptions | None = None,
        limits: SandboxLimits | None = None,
    ) -> tuple[Mutant, ...]:
        """A Program's model changed in one place at a time, where that makes for a better plan.

        The time limit of the options is for all solves that this takes together.

        Raises:
            InputError: A protection is required and missing here, or there is no such solver.
            RunError: The Program builds no model, or the sandbox broke down.
        """
        options, limits = options or SolveOptions(), limits or SandboxLimits()
        spec, payload = _solve_job(program, options, limits)
        spec = replace(spec, kind="mutants")
        return mutants_of(content_of(spec, *self._jobs.exchange(spec, payload)))

    def analyze(
        self,
        job: AnalysisJob,
        options: SolveOptions | None = None,
        limits: SandboxLimits | None = None,
    ) -> Finding:
        """What is found of the model that a Program builds.

        The time limit of the options is for all solves that this takes together.

        Raises:
            InputError: The question makes no sense of this model, or a protection is required and
                missing here.
            RunError: The Program builds no model, or the sandbox broke down.
        """
        options, limits = options or SolveOptions(), limits or SandboxLimits()
        payload = AskJob(asked=job, options=options).model_dump_json().encode()
        spec = _spec("analysis", options, limits)
        return finding_of(content_of(spec, *self._jobs.exchange(spec, payload)))

    def check(
        self,
        job: CheckerJob,
        options: SolveOptions | None = None,
        limits: SandboxLimits | None = None,
    ) -> tuple[CheckerReport, ...]:
        """What a checker says of each of the job's plans.

        Raises:
            InputError: A protection is required and missing here.
            RunError: The checker broke, or the sandbox did.
        """
        options, limits = options or SolveOptions(), limits or SandboxLimits()
        spec = _spec("checker", options, limits)
        payload = job.model_dump_json().encode()
        found = reports_of(content_of(spec, *self._jobs.exchange(spec, payload)))
        if len(found) != len(job.plans):
            raise RunError("The checker's process did not tell of every plan.")
        return found

    def export(
        self,
        program: Program,
        form: ExportFormat,
        limits: SandboxLimits | None = None,
        options: SolveOptions | None = None,
    ) -> str:
        """The Program's model as the text of an LP or MPS file.

        Raises:
            InputError: A protection is required and missing here.
            RunError: The Program gives no model that can be written, or the sandbox broke down.
        """
        options, limits = options or SolveOptions(), limits or SandboxLimits()
        spec = _spec("export", options, limits)
        payload = ExportJob(program=program, form=form).model_dump_json().encode()
        return content_of(spec, *self._jobs.exchange(spec, payload)).decode("utf-8", "replace")

    def protections(self) -> Protections:
        """Which protections hold on this machine: a child puts them on and reports.

        Raises:
            RunError: No child could be started.
        """
        spec = _spec("probe", SolveOptions(), SandboxLimits())
        report, result = self._jobs.exchange(spec, b"")
        content_of(spec, report, result)
        return from_report(report.protections)


@cache
def _readers() -> ThreadPoolExecutor:
    """Threads that read large results."""
    return ThreadPoolExecutor(2, thread_name_prefix="optimoot-results")


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_readers.cache_clear)  # its threads are the original's


def _backend(name: Backend) -> _Jobs:
    if name == "fresh_process":
        return FreshProcesses()
    from optimoot.solvers.sandbox.forking import ForkServer

    return ForkServer()


def _solve_job(
    program: Program, options: SolveOptions, limits: SandboxLimits
) -> tuple[JobSpec, bytes]:
    payload = SolveJob(program=program, options=options).model_dump_json().encode()
    return _spec("solve", options, limits), payload


def _spec(kind: str, options: SolveOptions, limits: SandboxLimits) -> JobSpec:
    wall = limits.wall_time or options.time_limit + _WALL_BEYOND_SOLVER
    cpu = limits.cpu_time or wall * usable_cores() + 1
    return JobSpec(
        kind=kind,
        wall=wall,
        cpu=math.ceil(cpu),
        memory=limits.memory * 2**20,
        output=limits.output * 1024,
        disk=limits.disk * 2**20,
        require=limits.require,
    )


_guard = threading.Lock()
_shared: Sandbox | None = None


def shared_sandbox() -> Sandbox:
    """The one Sandbox of this process, so that its server is started once; it ends with it."""
    global _shared
    with _guard:
        if _shared is None:
            _shared = Sandbox()
        return _shared


def protections() -> Protections:
    """Which protections hold on this machine; asks a child of the shared sandbox.

    Raises:
        RunError: No child could be started.
    """
    return shared_sandbox().protections()
