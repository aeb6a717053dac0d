"""Variants of a model: edited, solved, and told side by side."""

from __future__ import annotations

from typing import Any

from optimoot.analysis import Variant, Variants, VariantsQuestion
from optimoot.errors import InputError
from optimoot.outcome import Failure, Termination
from optimoot.solvers.activity import objective_value
from optimoot.solvers.analysis.editing import edited
from optimoot.solvers.deadline import Deadline
from optimoot.solvers.extraction import variable_values
from optimoot.solvers.form import ModelForm
from optimoot.solvers.options import SolveOptions
from optimoot.solvers.solver import Solved, SolveRequest
from optimoot.solvers.solving import solve_form


def find_variants(
    model: Any, form: ModelForm, options: SolveOptions, question: VariantsQuestion
) -> Variants:
    """Solve each variant; the time limit is for all of them together.

    Raises:
        InputError: An edit names nothing in the model, or no solver takes a variant.
    """
    deadline = Deadline(options.time_limit)
    return Variants(
        found=tuple(
            variant_of(model, changed, solve(changed, options, deadline), plan=question.plans)
            for changed in (edited(form, edits) for edits in question.variants)
        )
    )


def solve(form: ModelForm, options: SolveOptions, deadline: Deadline) -> Solved:
    """Solve a form in the time that is left.

    Raises:
        InputError: No solver takes it.
    """
    request = SolveRequest(max(0.05, deadline.left), options.relative_gap, 0.0, duals=False)
    result = solve_form(form, options.solver, request)
    if isinstance(result, Failure):
        raise InputError(result.message, remedy="Ask for less to be changed.")
    return result.solved


def variant_of(model: Any, form: ModelForm, solved: Solved, *, plan: bool) -> Variant:
    """What came of a solved form; variables that the model does not have are left out."""
    held = solved.values is not None
    return Variant(
        termination=solved.termination,
        objective=objective_value(form, solved.values) if solved.values is not None else None,
        proven=held and solved.termination is Termination.CONVERGED,
        plan=variable_values(model, form, solved) if plan and held else (),
    )
