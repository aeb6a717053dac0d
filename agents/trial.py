"""One try at a problem: a Program is run in the sandbox and its result is checked."""

from __future__ import annotations

import asyncio
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

from optimoot.agents.ledger import Ledger
from optimoot.certificate import Certificate, Check, CheckStatus, Confidence
from optimoot.formulation import Formulation
from optimoot.outcome import FailureKind, Outcome, SolutionStatus, Termination
from optimoot.problem import Problem
from optimoot.program import Origin, Program
from optimoot.settings import Settings
from optimoot.solvers.options import SandboxLimits, SolveOptions

_LEAST_SECONDS = 1.0
"""A solve is given at least this long, even where the budget leaves less."""
_SMALL = 500
"""Variables and constraints up to which a plan's optimality is held against another solver."""
_QUICK = 1.0
"""Seconds of the first solve up to which it is."""
PATIENCE = 10.0
"""Seconds that the other solver gets, at most."""
_OTHER = {"highs": "scip", "scip": "highs", "": "scip"}
_CURVED = frozenset({"QCP", "MIQP", "MIQCP", "NLP", "MINLP"})
"""Model classes that only one of the solvers takes."""

_loop: ContextVar[asyncio.AbstractEventLoop | None] = ContextVar("_loop", default=None)
"""The event loop of the run, on which Programs are waited for, so that they end with it."""

_RANK = {
    Confidence.VERIFIED: 3,
    Confidence.CHECKED: 2,
    Confidence.DOUBTFUL: 1,
    Confidence.REFUTED: 0,
}
_TELLING = frozenset({"grounded", "numbers_used", "not_trivial", "well_formed"})
"""Checks whose warning often means that a limit or a figure was lost: worth a critic's look."""


class Trouble(StrEnum):
    """How a try falls short; each is mended in another way."""

    DOES_NOT_RUN = "does not run"
    NO_SOLVER = "no solver settles it"
    NO_SOLUTION = "runs, but has no solution"
    WRONG_SHAPE = "runs, but the model has the wrong shape"
    DOES_NOT_MATCH = "runs, but does not match the problem"


@dataclass(frozen=True)
class Trial:
    """A Program, what running it gave, and the checks.

    Attributes:
        formulation: What the Program encodes; None where it was written without one.
        second: Outcome of the other encoding that it was compared with.
        left_out: Ids of the Numbers that the formulator left aside, saying why.
        again: What another solver made of the Program.
    """

    program: Program
    outcome: Outcome
    certificate: Certificate
    formulation: Formulation | None = None
    second: Outcome | None = None
    left_out: frozenset[str] = frozenset()
    again: Outcome | None = None

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """Greater is better: settled, trusted, optimal, compiled."""
        outcome = self.outcome
        return (
            2 if outcome.is_conclusive else 1 if outcome.has_solution else 0,
            _RANK[self.certificate.confidence],
            1 if outcome.solution is SolutionStatus.OPTIMAL else 0,
            1 if self.program.origin is Origin.COMPILED else 0,
        )

    @property
    def is_result(self) -> bool:
        """Whether there is anything to show: a solution, or a proof that there is none."""
        return self.outcome.is_conclusive or self.outcome.has_solution

    @property
    def is_sound(self) -> bool:
        """Whether nothing asks for a closer look."""
        return self.trouble is None and not self.points

    @property
    def trouble(self) -> Trouble | None:
        """How it falls short, or None."""
        outcome = self.outcome
        if outcome.failure is not None:
            unsupported = outcome.failure.kind is FailureKind.UNSUPPORTED
            return Trouble.NO_SOLVER if unsupported else Trouble.DOES_NOT_RUN
        if self._wrong_shape:
            return Trouble.WRONG_SHAPE
        if outcome.solution is SolutionStatus.NONE and not outcome.is_conclusive:
            return Trouble.NO_SOLVER
        if outcome.is_conclusive and not outcome.has_solution:
            return Trouble.NO_SOLUTION
        doubted = self.certificate.confidence in (Confidence.REFUTED, Confidence.DOUBTFUL)
        return Trouble.DOES_NOT_MATCH if doubted else None

    @property
    def points(self) -> tuple[str, ...]:
        """What the checks and the outcome raise, one line each."""
        raised = [
            f"{check.title}? {check.status}: {check.evidence}"
            for check in self.certificate.checks
            if self._raises(check)
        ]
        outcome = self.outcome
        if outcome.is_conclusive and not outcome.has_solution:
            raised.append(f"The solver proved the model {_words(outcome.termination)}.")
        elif not outcome.has_solution and outcome.failure is None:
            raised.append(f"The solver stopped without a solution: {_words(outcome.termination)}.")
        return tuple(raised)

    @property
    def told(self) -> str:
        """The result in one line."""
        outcome = self.outcome
        if outcome.failure is not None:
            line = f" (line {outcome.failure.line})" if outcome.failure.line else ""
            kind = outcome.failure.kind.replace("_", " ")
            return f"{kind}{line}: {outcome.failure.message}"
        if self._wrong_shape:
            return self._wrong_shape
        if not outcome.has_solution:
            return _words(outcome.termination)
        value = (
            f"objective {outcome.objective:.8g}" if outcome.objective is not None else "feasible"
        )
        return f"{outcome.solution}, {value}"

    def _raises(self, check: Check) -> bool:
        if check.name == "proven" and self.outcome.solution is SolutionStatus.FEASIBLE:
            return False  # time is what is missing, not a better model
        if check.status is CheckStatus.FAILED:
            return True
        if check.status is not CheckStatus.WARNED or check.name not in _TELLING:
            return False
        if check.name != "numbers_used":
            return True
        return any(element.split()[0] not in self.left_out for element in check.elements)

    @property
    def _wrong_shape(self) -> str:
        """What a faithful model could not look like; empty where there is nothing of the kind."""
        statistics = self.outcome.statistics
        if statistics is not None and statistics.variables == 0:
            return "The model has no variables."
        if self.formulation is None or self.formulation.objective is None:
            return ""
        wanted, got = self.formulation.objective.sense, self.outcome.sense
        if got is wanted or not self.outcome.has_solution:
            return ""
        return f"The problem asks to {wanted}; the model's objective: {got or 'none'}."


def end_programs_with_this_loop() -> None:
    """Have Programs that threads of this context run end when the loop cancels its tasks.

    A thread cannot be cancelled: without this, a run that is interrupted would wait for its solver.
    """
    _loop.set(asyncio.get_running_loop())


def run_program(program: Program, settings: Settings, ledger: Ledger) -> Outcome:
    """Run a Program in the sandbox within the settings and what the budget leaves.

    Raises:
        InputError: The solver is unknown, or a sandbox protection is required and missing.
    """
    from optimoot.solvers.sandbox import shared_sandbox

    options, limits = asked_of_sandbox(settings, ledger)
    loop = _loop.get()
    if loop is None or _is_running_here(loop):
        return shared_sandbox().run(program, options, limits)
    job = shared_sandbox().arun(program, options, limits)
    return asyncio.run_coroutine_threadsafe(job, loop).result()


def asked_of_sandbox(settings: Settings, ledger: Ledger) -> tuple[SolveOptions, SandboxLimits]:
    """What the settings and the rest of the budget ask of a Program's run."""
    left = ledger.seconds_left
    limit = settings.time_limit if left is None else min(settings.time_limit, left)
    options = SolveOptions(
        solver=settings.solver,
        time_limit=max(_LEAST_SECONDS, limit),
        relative_gap=settings.relative_gap,
    )
    return options, SandboxLimits(memory=settings.memory_limit, require=settings.require_sandbox)


def _is_running_here(loop: asyncio.AbstractEventLoop) -> bool:
    try:
        return asyncio.get_running_loop() is loop
    except RuntimeError:
        return False


def other_solver(outcome: Outcome) -> str | None:
    """The solver to ask about what another one settled; None where that is not worth its time.

    One is asked wherever the claim is that there is no plan, and about the optimum of models that
    are small and were quick: there it costs some hundredths of a second.
    """
    other, statistics = _OTHER.get(outcome.solver), outcome.statistics
    if other is None or statistics is None or not outcome.is_conclusive:
        return None
    if outcome.solver == "scip" and statistics.model_class in _CURVED:
        return None
    small = max(statistics.variables, statistics.constraints) <= _SMALL
    if outcome.has_solution and not (small and outcome.times.solve <= _QUICK):
        return None
    return other


def run_again(
    program: Program, outcome: Outcome, settings: Settings, ledger: Ledger
) -> Outcome | None:
    """What another solver makes of a Program that was settled; None where none is asked.

    Raises:
        InputError: As for `run_program`.
    """
    other, left = other_solver(outcome), ledger.seconds_left
    if other is None or (left is not None and left < _LEAST_SECONDS):
        return None
    patience = min(PATIENCE, settings.time_limit)
    asked = settings.model_copy(update={"solver": other, "time_limit": patience})
    return run_program(program, asked, ledger)


def checked(
    problem: Problem,
    formulation: Formulation | None,
    program: Program,
    outcome: Outcome,
    *,
    second: Outcome | None = None,
    again: Outcome | None = None,
    left_out: frozenset[str] = frozenset(),
    asked_gap: float = 1e-6,
) -> Trial:
    """A Trial with its certificate.

    Args:
        problem: The Problem.
        formulation: What the Program encodes, where there is one.
        program: The Program.
        outcome: What running it gave.
        second: Outcome of the formulation's other encoding.
        again: What another solver made of the Program.
        left_out: Ids of the Numbers that were left aside on purpose.
        asked_gap: The relative gap that the solver was asked for.
    """
    from optimoot.solvers.checks import CheckContext, certify

    certificate = certify(
        CheckContext(
            program=program,
            outcome=outcome,
            problem=problem,
            formulation=formulation,
            second=second,
            again=again,
            left_out=left_out,
            asked_gap=asked_gap,
        )
    )
    return Trial(program, outcome, certificate, formulation, second, left_out, again)


def try_formulation(
    problem: Problem,
    formulation: Formulation,
    settings: Settings,
    ledger: Ledger,
    left_out: frozenset[str] = frozenset(),
    *,
    ask_again: bool = True,
) -> Trial:
    """Bind, compile, run and check a Formulation.

    Args:
        problem: The Problem.
        formulation: The Formulation.
        settings: Settings of the run.
        ledger: What the run has used.
        left_out: Ids of the Numbers that were left aside on purpose.
        ask_again: Whether another solver is asked about a plan as well; about a claim that there
            is none it always is.

    Raises:
        InputError: The data cannot be bound; the message names the table, parameter or entry.
    """
    from optimoot.binding import bind
    from optimoot.solvers.compile import compile_program

    program = compile_program(formulation, bind(formulation, problem.tables))
    outcome = run_program(program, settings, ledger)
    asks = ask_again or not outcome.has_solution
    return checked(
        problem,
        formulation,
        program,
        outcome,
        again=run_again(program, outcome, settings, ledger) if asks else None,
        left_out=left_out,
        asked_gap=settings.relative_gap,
    )


def _words(termination: Termination) -> str:
    return termination.replace("_", " ")
