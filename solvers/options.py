"""What a caller may ask of a solve, and the limits of the sandbox around it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class SolveOptions(BaseModel):
    """What is asked of the solver.

    Attributes:
        solver: A solver's name, or `"auto"` to choose from the model itself.
        time_limit: Seconds of solver time; at the limit the incumbent is kept.
        relative_gap: Relative gap at which a MIP solve may stop.
        duals: Whether duals, reduced costs and slacks are wanted.
    """

    model_config = ConfigDict(frozen=True)

    solver: str = "auto"
    time_limit: float = Field(default=60.0, gt=0, le=31_536_000.0)
    relative_gap: float = Field(default=1e-6, ge=0, lt=1)
    duals: bool = True


class SandboxLimits(BaseModel):
    """Limits of one Program's process.

    Attributes:
        wall_time: Seconds from start to kill; None: the solver's time limit plus 30.
        memory: Megabytes of address space above what the interpreter itself maps.
        cpu_time: Processor seconds over all its threads; None: no more than the wall time allows.
        output: Kilobytes that it may print.
        disk: Megabytes that it may write to its scratch folder.
        require: Refuse to run where a protection is missing on this machine.
    """

    model_config = ConfigDict(frozen=True)

    wall_time: float | None = None
    memory: int = 2048
    cpu_time: float | None = None
    output: int = 256
    disk: int = 256
    require: bool = False
