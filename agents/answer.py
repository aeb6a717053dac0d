"""The Answer: what the user gets."""

from __future__ import annotations

import math
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from optimoot.agents.debate.turns import Debate
from optimoot.agents.team import Abstention, Candidate, Question
from optimoot.certificate import Certificate
from optimoot.conflict import Conflict
from optimoot.errors import InputError
from optimoot.formulation import Formulation
from optimoot.outcome import Outcome
from optimoot.problem import Problem
from optimoot.program import Program
from optimoot.usage import Usage

if TYPE_CHECKING:
    import pandas as pd

    from optimoot.agents.bundle import Bundle


class Verdict(StrEnum):
    """What the assembly made of the teams' attempts."""

    CONSENSUS = "consensus"
    """Independent teams reached the same result."""
    UNCONTESTED = "uncontested"
    """One team gave a result and no other contradicts it."""
    MAJORITY = "majority"
    """More than half of three or more independent teams reached the same result."""
    EVIDENCE = "evidence"
    """Teams disagree; by independent checkers one result breaks nothing and all others do."""
    CONTESTED = "contested"
    """Teams disagree; the candidates stand side by side."""
    UNSOLVED = "unsolved"
    """No team gave a result."""
    NEEDS_INPUT = "needs_input"
    """Something is missing that only the user can tell; see `questions`."""

    @property
    def is_decided(self) -> bool:
        """Whether one result stands: whatever else is told is beside it."""
        return self in _DECIDED


_DECIDED = (Verdict.CONSENSUS, Verdict.MAJORITY, Verdict.UNCONTESTED, Verdict.EVIDENCE)


class Memories(BaseModel):
    """What a run took from the memory bank, and what it left there: ids of records.

    Attributes:
        recalled: What its teams were shown.
        kept: What was admitted at its end.
        demoted: Earlier records that it refuted.
        refused: Why nothing was admitted; empty where something was, or no bank is in use.
        excluded: What was not recalled because it is nearly the problem under evaluation.
        unavailable: Why the bank could not be used; empty where it could.
    """

    model_config = ConfigDict(frozen=True)

    recalled: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    demoted: tuple[str, ...] = ()
    refused: str = ""
    excluded: tuple[str, ...] = ()
    unavailable: str = ""


class Answer(BaseModel):
    """Verdict, formulation, program, outcome, certificate, explanation, cost and trace.

    `formulation`, `program`, `outcome` and `certificate` are those of the chosen candidate and
    None where there is none (`unsolved`, `needs_input`). All `candidates` and `abstentions` are
    kept. Objective and variable values are in the units of the formulation.

    Attributes:
        conflict: Where the result is that there is no plan: the constraints that cannot hold
            together, with their sentences; None where that is not known.
        candidates: The positions that the teams hold at the end.
        debate: What was said and done where teams differed; None where there was no debate.
        questions: What only the user can tell: missing values, or what decides a contested case.
        replaced: Sets and parameters whose values the user replaced: the text no longer grounds
            them, and the formulation holds the new ones.
        memory: What it took from the memory bank and left there.
        trace: Folder that keeps the run's events and checkpoints.
    """

    model_config = ConfigDict(frozen=True)

    schema_version: Literal[1] = 1
    run_id: str
    problem: Problem
    verdict: Verdict
    team: str = ""
    formulation: Formulation | None = None
    program: Program | None = None
    outcome: Outcome | None = None
    certificate: Certificate | None = None
    explanation: str = ""
    questions: tuple[Question, ...] = ()
    conflict: Conflict | None = None
    candidates: tuple[Candidate, ...] = ()
    debate: Debate | None = None
    abstentions: tuple[Abstention, ...] = ()
    replaced: tuple[str, ...] = ()
    usage: Usage = Usage()
    memory: Memories = Memories()
    trace: str = ""

    @property
    def objective(self) -> float | None:
        """Objective value of the solution that is held, in the objective's unit; None if none."""
        return self.outcome.objective if self.outcome is not None else None

    @property
    def variables(self) -> pd.DataFrame:
        """The solution, one row per variable.

        Columns: `name` (str), `index` (tuple, empty for a scalar), `value` (float, NaN where the
        plan gives none), `lower` and `upper` (float, -inf and inf where there is no bound),
        `domain` (str) and `reduced_cost` (float, NaN where the solver gives none); values are in
        the variable's own unit. No rows where no solution is held.
        """
        import pandas as pd  # 0.5 s cold: only those pay who ask for a frame

        from optimoot.outcome import VariableValue

        held = self.outcome.variables if self.outcome is not None else ()
        rows = [value.model_dump() for value in held]
        frame = pd.DataFrame(rows, columns=list(VariableValue.model_fields))
        numbers = frame.astype(dict.fromkeys(("value", "lower", "upper", "reduced_cost"), float))
        return numbers.fillna({"lower": -math.inf, "upper": math.inf})

    def to_latex(self) -> str:
        """The formulation in LaTeX (an `aligned` environment with objective and constraints).

        Raises:
            InputError: There is no formulation: no result, or a Program written by hand.
        """
        if self.formulation is None:
            raise InputError(
                f"The answer of run {self.run_id!r} has no formulation (verdict: {self.verdict}).",
                remedy="Only an answer that was formulated can be printed as algebra.",
            )
        from optimoot.notation import to_latex

        return to_latex(self.formulation)

    def save(self, folder: str | Path) -> Bundle:
        """Save the answer as a bundle that re-solves with new data and no language model.

        Args:
            folder: A new or empty folder, or an earlier bundle, which is replaced.

        Raises:
            InputError: There is no program to save, or `folder` holds something else.
        """
        from optimoot.agents.bundle import Bundle

        return Bundle.from_answer(self).save(folder)

    def write_lp(self, path: str | Path) -> Path:
        """Write the model with its data as an LP file, names kept.

        Raises:
            InputError: There is no program, or `path` cannot be written.
            RunError: The program no longer builds its model.
        """
        return self._write_model(Path(path), "lp")

    def write_mps(self, path: str | Path) -> Path:
        """Write the model with its data as a free-format MPS file, names kept.

        Raises:
            InputError: There is no program, or `path` cannot be written.
            RunError: The program no longer builds its model.
        """
        return self._write_model(Path(path), "mps")

    def _write_model(self, path: Path, form: Literal["lp", "mps"]) -> Path:
        if self.program is None:
            raise InputError(
                f"The answer of run {self.run_id!r} has no program (verdict: {self.verdict}).",
                remedy="Only a solved problem can be written as a model file.",
            )
        from optimoot.solvers.sandbox import shared_sandbox

        text = shared_sandbox().export(self.program, form)
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise InputError(
                f"Cannot write {str(path)!r}: {error.strerror}.", remedy="Name another file."
            ) from error
        return path
