"""The Outcome of executing a Program.

Why the solver stopped (`Termination`) is kept apart from what we hold (`SolutionStatus`).
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from optimoot.formulation import Sense


class Termination(StrEnum):
    """Why the solver stopped."""

    CONVERGED = "converged"
    """It finished within its tolerances (and within the gap that it was asked for)."""
    INFEASIBLE = "infeasible"
    UNBOUNDED = "unbounded"
    INFEASIBLE_OR_UNBOUNDED = "infeasible_or_unbounded"
    TIME_LIMIT = "time_limit"
    ITERATION_LIMIT = "iteration_limit"
    INTERRUPTED = "interrupted"
    ERROR = "error"
    """The solver itself failed; `Outcome.messages` says how."""
    UNKNOWN = "unknown"
    """The solver said nothing that we can name."""
    NOT_SOLVED = "not_solved"
    """No solver ran: `Outcome.failure` says why."""


class SolutionStatus(StrEnum):
    """What we hold."""

    OPTIMAL = "optimal"
    """A solution proven optimal within tolerance (see `Outcome.gap`)."""
    FEASIBLE = "feasible"
    """A feasible solution without a proof of optimality."""
    NONE = "none"


class FailureKind(StrEnum):
    """Why a Program gave no model, or why its run was stopped."""

    SYNTAX = "syntax"
    """The source does not parse, or defines no `build_model`."""
    EXCEPTION = "exception"
    """`build_model` raised, or returned something that is no Pyomo model."""
    REFUSED = "refused"
    """The sandbox refused something that it tried."""
    WALL_TIME = "wall_time"
    CPU_TIME = "cpu_time"
    MEMORY = "memory"
    OUTPUT = "output"
    """It printed or returned more than is allowed."""
    CRASHED = "crashed"
    """The process died (signal)."""
    UNSUPPORTED = "unsupported"
    """No installed solver takes this kind of model."""
    CANCELLED = "cancelled"


class Failure(BaseModel):
    """Why there is no solution to speak of.

    Attributes:
        message: One paragraph; for an exception its type and text.
        line: Line of the Program's source, where known (from 1).
        protection: For REFUSED and the limits: which protection acted, for example
            `"seccomp: socket"`, `"landlock: write /etc/passwd"`, `"rlimit: address space"`.
    """

    model_config = ConfigDict(frozen=True)

    kind: FailureKind
    message: str
    line: int | None = None
    protection: str = ""


class ModelStatistics(BaseModel):
    """Size and class of the Pyomo model as handed to the solver."""

    model_config = ConfigDict(frozen=True)

    model_class: str = Field(description='"LP", "MILP", "QP", "MIQP", "QCP", "NLP", "MINLP", …')
    variables: int = 0
    integer_variables: int = 0
    binary_variables: int = 0
    constraints: int = 0
    nonzeros: int | None = None
    convex: bool | None = None


class VariableValue(BaseModel):
    """One variable's value. `index` is empty for a scalar."""

    model_config = ConfigDict(frozen=True)

    name: str
    index: tuple[str | int | float, ...] = ()
    value: float | None
    lower: float | None = None
    upper: float | None = None
    domain: str = "continuous"
    reduced_cost: float | None = None


class ConstraintValue(BaseModel):
    """One constraint's activity.

    Attributes:
        slack: Distance to the nearer bound; negative means violated.
        dual: Change of the objective per unit of the right-hand side, in the sense of the model
            as stated; None where the solver gives none.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    index: tuple[str | int | float, ...] = ()
    body: float | None
    lower: float | None = None
    upper: float | None = None
    slack: float | None = None
    dual: float | None = None


class Times(BaseModel):
    """Wall seconds of the parts of a run."""

    model_config = ConfigDict(frozen=True)

    build: float = 0.0
    solve: float = 0.0
    total: float = 0.0


class Outcome(BaseModel):
    """What executing a Program gave.

    Attributes:
        objective: Objective of the solution that we hold, in the model's own sense; None if none.
        bound: Best proven bound on the objective; None if the solver gave none.
        gap: `|objective - bound| / max(1e-10, |objective|)`; None where either is missing.
        duals_note: How duals were obtained, where that needs saying (integers fixed, …).
        solver: Name of the solver that ran, for example `"highs"`.
        solver_reason: Why this solver was chosen.
        messages: What the solver or the program said that a user should see.
        printed: What the Program printed (cut to the allowed length).
        protections: What the sandbox enforced, for example `{"landlock": True}`.
    """

    model_config = ConfigDict(frozen=True)

    termination: Termination
    solution: SolutionStatus = SolutionStatus.NONE
    sense: Sense | None = None
    objective: float | None = None
    bound: float | None = None
    gap: float | None = None
    variables: tuple[VariableValue, ...] = ()
    constraints: tuple[ConstraintValue, ...] = ()
    duals_note: str = ""
    statistics: ModelStatistics | None = None
    solver: str = ""
    solver_reason: str = ""
    messages: tuple[str, ...] = ()
    printed: str = ""
    failure: Failure | None = None
    protections: dict[str, bool] = Field(default_factory=dict)
    times: Times = Times()

    @property
    def has_solution(self) -> bool:
        """Whether there are variable values to look at."""
        return self.solution is not SolutionStatus.NONE

    @property
    def is_conclusive(self) -> bool:
        """Whether the solver settled the model: optimal, infeasible or unbounded."""
        return self.solution is SolutionStatus.OPTIMAL or self.termination in (
            Termination.INFEASIBLE,
            Termination.UNBOUNDED,
            Termination.INFEASIBLE_OR_UNBOUNDED,
        )
