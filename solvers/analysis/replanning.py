"""The plan that differs least from one that is held."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from optimoot.analysis import ReplanQuestion, Variant
from optimoot.errors import InputError
from optimoot.outcome import Termination
from optimoot.solvers.activity import objective_value
from optimoot.solvers.analysis.columns import Extension
from optimoot.solvers.analysis.editing import columns_of, find
from optimoot.solvers.analysis.variants import solve, variant_of
from optimoot.solvers.analysis.within import as_good_as, no_worse_than
from optimoot.solvers.deadline import Deadline
from optimoot.solvers.form import ModelForm
from optimoot.solvers.options import SolveOptions


def replan(model: Any, form: ModelForm, options: SolveOptions, question: ReplanQuestion) -> Variant:
    """The plan that differs least from the held one.

    What is summed up for each variable is by how much it changes, as a share of its held value (of
    1 where that is smaller).

    Raises:
        InputError: A variable is not in the model, there is no plan, or the objective is curved
            and a plan may only be so much worse.
    """
    deadline = Deadline(options.time_limit)
    bounded = (
        form if question.worse is None else _good_enough(form, options, question.worse, deadline)
    )
    extension = Extension(bounded)
    known = columns_of(form)
    for one in question.held:
        if one.value is None:
            continue
        column = find(known, one.name, one.index, "variable")
        price = 1.0 / max(1.0, abs(one.value))
        more, less = extension.column(cost=price), extension.column(cost=price)
        extension.row([(column, 1.0), (more, -1.0), (less, 1.0)], lower=one.value, upper=one.value)
    solved = solve(extension.made(objective=True), options, deadline)
    if solved.values is None:
        return Variant(termination=solved.termination)
    count = len(form.lower)
    own = replace(solved, values=solved.values[:count], reduced_costs=None)
    return variant_of(model, form, own, plan=True)


def _good_enough(
    form: ModelForm, options: SolveOptions, worse: float, deadline: Deadline
) -> ModelForm:
    """The form with its objective kept near the best one."""
    best = solve(form, options, deadline)
    if best.values is None or best.termination is not Termination.CONVERGED:
        raise InputError(
            "The model has no optimal plan to stay near to.", remedy="Ask why it has none."
        )
    return no_worse_than(form, as_good_as(form, objective_value(form, best.values) or 0.0, worse))
