"""What a confined child can be asked to do. A new kind of job is one function and one line.

The functions run inside the child, behind every protection, next to the Program's own code. They
take the payload and give the result, both bytes. What a Program raises they let through, or
describe with the function that they are given.
"""

from __future__ import annotations

import platform
import threading
from collections.abc import Callable
from typing import Literal

from pydantic import BaseModel, ConfigDict

from optimoot.analysis import AnalysisJob
from optimoot.checker import CheckerJob
from optimoot.outcome import Failure
from optimoot.program import Program
from optimoot.solvers.options import SolveOptions
from optimoot.solvers.sandbox import stand_ins

ExportFormat = Literal["lp", "mps"]
Describe = Callable[[BaseException], Failure]
Handler = Callable[[bytes, Describe], bytes]


class SolveJob(BaseModel):
    """Execute a Program: gives an Outcome, as JSON."""

    model_config = ConfigDict(frozen=True)

    program: Program
    options: SolveOptions


class ExportJob(BaseModel):
    """Build a Program's model and write it down: gives the file's text, as UTF-8."""

    model_config = ConfigDict(frozen=True)

    program: Program
    form: ExportFormat


def _solve(payload: bytes, describe: Describe) -> bytes:
    from optimoot.solvers.execution import execute

    job = SolveJob.model_validate_json(payload)
    return execute(job.program, job.options, describe=describe).model_dump_json().encode()


def _export(payload: bytes, _describe: Describe) -> bytes:
    from optimoot.solvers.export import export

    job = ExportJob.model_validate_json(payload)
    return export(job.program, job.form).encode()


def _conflict(payload: bytes, _describe: Describe) -> bytes:
    from optimoot.solvers.infeasibility import find_conflict

    job = SolveJob.model_validate_json(payload)
    found = find_conflict(job.program, job.options)
    return found.model_dump_json().encode() if found is not None else b""


def _coefficients(payload: bytes, _describe: Describe) -> bytes:
    from optimoot.solvers.coefficients import read_coefficients

    return read_coefficients(Program.model_validate_json(payload)).model_dump_json().encode()


class AskJob(BaseModel):
    """Ask about a Program's model: gives an AnalysisReply, as JSON."""

    model_config = ConfigDict(frozen=True)

    asked: AnalysisJob
    options: SolveOptions


def _analysis(payload: bytes, _describe: Describe) -> bytes:
    from optimoot.solvers.analysis.asking import reply_to

    job = AskJob.model_validate_json(payload)
    return reply_to(job.asked, job.options).model_dump_json().encode()


def _mutants(payload: bytes, _describe: Describe) -> bytes:
    from optimoot.solvers.mutation import find_mutants, mutant_list

    job = SolveJob.model_validate_json(payload)
    return mutant_list.dump_json(find_mutants(job.program, job.options))


def _checker(payload: bytes, _describe: Describe) -> bytes:
    from optimoot.solvers.checker import reports, run_checker

    return reports.dump_json(run_checker(CheckerJob.model_validate_json(payload)))


def _probe(_payload: bytes, _describe: Describe) -> bytes:
    return b""


KINDS: dict[str, Handler] = {
    "solve": _solve,
    "export": _export,
    "conflict": _conflict,
    "coefficients": _coefficients,
    "mutants": _mutants,
    "analysis": _analysis,
    "checker": _checker,
    "probe": _probe,
}
"""Handlers by the name that `JobSpec.kind` gives. `probe` does nothing but be confined."""


_REHEARSAL = """\
import pyomo.environ as pyo


def build_model(data):
    model = pyo.ConcreteModel()
    model.I = pyo.Set(initialize=["a", "b"])
    model.x = pyo.Var(model.I, domain=pyo.NonNegativeReals, bounds=(0, 1))
    model.y = pyo.Var(domain=pyo.Integers, bounds=(0, 1))
    model.total = pyo.Objective(expr=sum(model.x[i] for i in model.I) + 2 * model.y)
    model.least = pyo.Constraint(model.I, rule=lambda m, i: m.x[i] + m.y >= 1)
    return model
"""


def preload() -> None:
    """Import what the handlers need, before the first fork."""
    # First, as Pyomo makes a lock between processes when it comes after: the children may not,
    # and one lock that they all shared would stay locked by the first that is killed.
    import multiprocessing

    if "fork" in multiprocessing.get_all_start_methods():
        multiprocessing.set_start_method("fork", force=True)  # others start a helper process

    stand_ins.for_every_child()

    import highspy  # noqa: F401
    import pyomo.common.dependencies

    import optimoot.solvers.analysis.asking
    import optimoot.solvers.checker
    import optimoot.solvers.coefficients
    import optimoot.solvers.execution
    import optimoot.solvers.export
    import optimoot.solvers.infeasibility
    import optimoot.solvers.mutation  # noqa: F401
    from optimoot.solvers.classify import read_form
    from optimoot.solvers.loading import load_model
    from optimoot.solvers.registry import SOLVERS

    pyomo.common.dependencies.capture_output_lock = threading.Lock()

    # What is imported or worked out once per process is then there in every child. Only building:
    # a server that has solved has threads, which its children would miss.
    job = SolveJob(program=Program(source=_REHEARSAL), options=SolveOptions())
    read_form(load_model(SolveJob.model_validate_json(job.model_dump_json()).program))
    for solver in SOLVERS:
        solver.version()
    platform.uname().processor  # noqa: B018  (kept by the module; asking starts a process)


LATER = ("pyscipopt", "pandas")
"""Imported when the server has nothing to do, or when a job's text names them: they are dear, and
most Programs use neither."""
