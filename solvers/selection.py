"""Which solver gets a model: decided by the model's form and the solvers' capabilities."""

from __future__ import annotations

from dataclasses import dataclass

from optimoot.errors import InputError
from optimoot.outcome import Failure, FailureKind
from optimoot.solvers.form import ModelForm
from optimoot.solvers.registry import SOLVERS, solver_named
from optimoot.solvers.solver import ModelClass, Solver


@dataclass(frozen=True)
class Choice:
    """A solver and the reason for it, one sentence."""

    solver: Solver
    reason: str


def choose(form: ModelForm, name: str = "auto") -> tuple[Choice, ...] | Failure:
    """The solvers for a model, best first, or why none can be had.

    Args:
        form: The model.
        name: A solver's name, for that one alone; or `"auto"` for every solver that takes the
            model and is installed, in the order of the table.
    """
    takers = [solver for solver in SOLVERS if not obstacle(solver, form)]
    installed = [solver for solver in takers if solver.version() is not None]
    kind = _kind_of(form)
    if name == "auto":
        if not installed:
            return _none_takes(form, takers)
        return tuple(Choice(taker, _reason(form, kind, taker)) for taker in installed)
    try:
        asked = solver_named(name)
    except InputError as error:
        return Failure(kind=FailureKind.UNSUPPORTED, message=str(error))
    refusal = obstacle(asked, form)
    if not refusal and asked not in installed:
        refusal = f"{name} is not installed"
    if not refusal:
        return (Choice(asked, f"It was asked for; the model is {kind}."),)
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
    unknown = ", ".join(map(repr, sorted(form.functions - can.functions)))
    if unknown:
        return f"{solver.name} does not take {unknown} of variables"
    return ""


def _kind_of(form: ModelForm) -> str:
    phrase = form.model_class.phrase
    if form.convex and form.model_class not in (ModelClass.LP, ModelClass.MILP):
        return phrase.replace("a ", "a convex ", 1)
    return phrase


def _reason(form: ModelForm, kind: str, chosen: Solver) -> str:
    before = [obstacle(solver, form) for solver in SOLVERS[: SOLVERS.index(chosen)]]
    because = "".join(f"; {refusal}" for refusal in before if refusal)
    return f"The model is {kind}{because}."


def _none_takes(form: ModelForm, takers: list[Solver]) -> Failure:
    if takers:
        names = " or ".join(solver.name for solver in takers)
        message = f"The model is {_kind_of(form)}; install {names} to solve it."
    else:
        reasons = "; ".join(obstacle(solver, form) for solver in SOLVERS)
        message = (
            f"No solver here takes this model ({_kind_of(form)}): {reasons}. "
            "Rewrite that part, for example with linear constraints and binary variables."
        )
    return Failure(kind=FailureKind.UNSUPPORTED, message=message)
