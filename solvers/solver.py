"""What a solver is: capabilities as data, and one method that solves a model's form.

A solver is one file with one object of this shape, entered in `optimoot.solvers.registry`.
Importing the file must be cheap: the solver's own library is imported when it is used.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from optimoot.outcome import Termination

if TYPE_CHECKING:
    from optimoot.solvers.form import FloatArray, ModelForm


class ModelClass(StrEnum):
    """Classes of models, by what the expressions and domains are made of."""

    LP = "LP"
    MILP = "MILP"
    QP = "QP"
    """Quadratic objective, linear constraints."""
    MIQP = "MIQP"
    QCP = "QCP"
    """Quadratic constraints; the objective is linear or quadratic."""
    MIQCP = "MIQCP"
    NLP = "NLP"
    MINLP = "MINLP"

    @property
    def phrase(self) -> str:
        """The class in words, with its article: `"a linear program"`."""
        return _PHRASES[self]


_PHRASES = {
    ModelClass.LP: "a linear program",
    ModelClass.MILP: "a mixed-integer linear program",
    ModelClass.QP: "a quadratic program",
    ModelClass.MIQP: "a mixed-integer quadratic program",
    ModelClass.QCP: "a quadratically constrained program",
    ModelClass.MIQCP: "a mixed-integer quadratically constrained program",
    ModelClass.NLP: "a nonlinear program",
    ModelClass.MINLP: "a mixed-integer nonlinear program",
}


@dataclass(frozen=True)
class Capabilities:
    """What a solver can do.

    Attributes:
        classes: Model classes that it takes.
        convex_only: Those of `classes` that it takes only where the model is known to be convex.
        functions: Nonlinear functions that it takes in expressions, by Pyomo's names.
        smallest: Least absolute coefficient that it takes as it is.
        largest: Greatest, likewise. Rows with others are scaled before it sees them.
        sos: Whether it takes SOS1 and SOS2 constraints.
        infinite: Least absolute bound that it takes for none.
        duals: Whether it gives duals and reduced costs (for continuous models).
        integer_duals: Whether it gives them for mixed-integer models, with the integers fixed.
    """

    classes: frozenset[ModelClass]
    convex_only: frozenset[ModelClass] = frozenset()
    functions: frozenset[str] = frozenset()
    smallest: float = 1e-6
    largest: float = 1e9
    sos: bool = False
    duals: bool = False
    infinite: float = math.inf
    integer_duals: bool = False


@dataclass(frozen=True)
class SolveRequest:
    """What is asked of one call.

    Attributes:
        time_limit: Seconds.
        relative_gap: Relative gap at which the solver may stop.
        absolute_gap: Absolute gap at which it may stop.
        duals: Whether duals and reduced costs are wanted.
    """

    time_limit: float
    relative_gap: float
    absolute_gap: float
    duals: bool


@dataclass(frozen=True)
class Solved:
    """What a solver hands back, in the model's own sense and the form's own order.

    Attributes:
        termination: Why it stopped.
        values: A value per column, None where it holds no feasible point.
        objective: The solver's own objective value of `values`.
        bound: Best proven bound on the objective.
        duals: Change of the objective per unit of each row's right-hand side, per row.
        reduced_costs: Change of the objective per unit of each column's value, per column.
        duals_note: How the duals were obtained, or why there are none.
        messages: What a user should know.
    """

    termination: Termination
    values: FloatArray | None = None
    objective: float | None = None
    bound: float | None = None
    duals: FloatArray | None = None
    reduced_costs: FloatArray | None = None
    duals_note: str = ""
    messages: tuple[str, ...] = ()


class Solver(Protocol):
    """A solver. `solve` raises nothing for what a model may be: it ends in a Termination.

    Every solver keeps to the time limit and ends at Ctrl-C, and then hands over its incumbent;
    only a bound that it proved makes a solution optimal.
    """

    @property
    def name(self) -> str:
        """Short and lower case, as users name it."""

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""

    def version(self) -> str | None:
        """Version of the installed solver; None where it is not installed."""

    def solve(self, form: ModelForm, request: SolveRequest) -> Solved:
        """Solve a model that the capabilities cover.

        Raises:
            ImportError: The solver is not installed.
        """
