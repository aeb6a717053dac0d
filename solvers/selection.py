"""Which solver gets a model: decided by the model's form and the solvers' capabilities."""

from __future__ import annotations

from dataclasses import dataclass

from optimoot.outcome import Failure, FailureKind
from optimoot.solvers.form import ModelForm
from optimoot.solvers.registry import SOLVERS, solver_named
from optimoot.solvers.solver import Solver


@dataclass(frozen=True)
class Choice:
    """A solver and the reason for it, one sentence."""

    solver: Solver
    reason: str


def choose(form: ModelForm, name: str = "auto") -> Choice | Failure:
    """The solver for a model, or why none can be had.

    Args:
        form: The model.
        name: A solver's name, or `"auto"` for the first in the table that takes the model.

    Raises:
        InputError: There is no solver of that name.
    """
    takers = [solver for solver in SOLVERS if not obstacle(solver, form)]
    installed = [solver for solver in takers if solver.version() is not None]
    kind = form.model_class.phrase
    if name == "auto":
        if not installed:
            return _none_takes(form, takers)
        chosen = installed[0]
        passed = [solver for solver in SOLVERS[: SOLVERS.index(chosen)] if solver not in takers]
        because = "".join(f"; {obstacle(solver, form)}" for solver in passed)
        return Choice(chosen, f"The model is {kind}{because}.")
    solver = solver_named(name)
    refusal = obstacle(solver, form)
    if not refusal and solver.version() is None:
        refusal = f"{name} is not installed"
    if not refusal:
        return Choice(solver, f"It was asked for; the model is {kind}.")
    others = " or ".join(repr(other.name) for other in installed)
    remedy = f"Ask for {others} or 'auto'." if others else _none_takes(form, takers).message
    return Failure(
        kind=FailureKind.UNSUPPORTED, message=f"The model is {kind}: {refusal}. {remedy}"
    )


def obstacle(solver: Solver, form: ModelForm) -> str:
    """Why a solver does not take a model, as a clause; empty if it does."""
    can, kind = solver.capabilities, form.model_class
    if kind not in can.classes:
        return f"{solver.name} does not take this class"
    if kind in can.convex_only and form.convex is not True:
        found = "is not convex" if form.convex is False else "is not known to be convex"
        return f"{solver.name} takes it only where it is convex, and this one {found}"
    if form.sos and not can.sos:
        return f"{solver.name} does not take SOS constraints such as {form.sos[0].name!r}"
    unknown = sorted(form.functions - can.functions)
    if unknown:
        return f"{solver.name} does not take the function {', '.join(map(repr, unknown))}"
    return ""


def _none_takes(form: ModelForm, takers: list[Solver]) -> Failure:
    if takers:
        names = " or ".join(solver.name for solver in takers)
        message = f"The model is {form.model_class.phrase}; install {names} to solve it."
    else:
        reasons = "; ".join(obstacle(solver, form) for solver in SOLVERS)
        message = (
            f"No solver here takes this model ({form.model_class.phrase}): {reasons}. "
            "Rewrite that part, for example with linear constraints and binary variables."
        )
    return Failure(kind=FailureKind.UNSUPPORTED, message=message)
