"""Other plans that are as good as the best one, or nearly.

Where there are whole numbers, plans differ if a whole number does: the next best one is found in
the parts into which the plans without the best one fall (E. L. Lawler, 1972). Where all is
continuous, each variable is driven as far up and down as the objective allows: the plans met on the
way are alternatives, and where none moves, there is none.
"""

from __future__ import annotations

import heapq
import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np

from optimoot.analysis import Alternatives, AlternativesQuestion
from optimoot.errors import InputError
from optimoot.formulation import Sense
from optimoot.outcome import Termination
from optimoot.solvers.activity import objective_value
from optimoot.solvers.analysis.variants import solve, variant_of
from optimoot.solvers.analysis.within import as_good_as, no_worse_than
from optimoot.solvers.deadline import Deadline
from optimoot.solvers.form import FloatArray, ModelForm, ObjectiveForm
from optimoot.solvers.options import SolveOptions
from optimoot.solvers.solver import Solved

_SAME: Final = 1e-6
"""Relative difference of a variable below which two plans do not differ in it."""
_GAP: Final = 1e-9
"""Gap at which the search may stop on a plan: a wider one would hide plans that are better."""
_WHOLE: Final = "in at least one whole number"
_CONTINUOUS: Final = "in at least one variable"


def find_alternatives(
    model: Any, form: ModelForm, options: SolveOptions, question: AlternativesQuestion
) -> Alternatives:
    """The best plan and others that differ from it and from each other, best first.

    Raises:
        InputError: There is no optimal plan, or the objective is curved and nothing is whole.
    """
    exact = options.model_copy(update={"relative_gap": min(_GAP, options.relative_gap)})
    deadline = Deadline(options.time_limit)
    best = solve(form, exact, deadline)
    if best.values is None or best.termination is not Termination.CONVERGED:
        raise InputError(
            "The model has no optimal plan that others could be compared with.",
            remedy="Ask why it has none.",
        )
    least = as_good_as(form, _objective(form, best.values), question.worse)
    if form.is_integer:
        found, exhausted = _next_best(form, best, exact, deadline, question.count, least)
    else:
        found, exhausted = _on_the_face(form, best, exact, deadline, question.count, least)
    plans = [variant_of(model, form, one, plan=True) for one in found]
    return Alternatives(
        found=tuple(plans), exhausted=exhausted, how=_WHOLE if form.is_integer else _CONTINUOUS
    )


def _objective(form: ModelForm, values: FloatArray) -> float:
    found = objective_value(form, values)
    return 0.0 if found is None else found


def _is_good(form: ModelForm, objective: float, least: float) -> bool:
    if form.sense is Sense.MAXIMIZE:
        return objective >= least
    return objective <= least


@dataclass(order=True)
class _Part:
    """Some of the plans, by bounds of the whole numbers, with the best of them."""

    rank: float
    number: int
    form: ModelForm = field(compare=False)
    solved: Solved = field(compare=False)


def _next_best(
    form: ModelForm,
    best: Solved,
    options: SolveOptions,
    deadline: Deadline,
    count: int,
    least: float,
) -> tuple[list[Solved], bool]:
    numbers = itertools.count()
    sign = -1.0 if form.sense is Sense.MAXIMIZE else 1.0
    parts: list[_Part] = []

    def add(part: ModelForm, solved: Solved) -> None:
        if solved.values is not None and solved.termination is Termination.CONVERGED:
            rank = sign * _objective(part, solved.values)
            heapq.heappush(parts, _Part(rank, next(numbers), part, solved))

    add(form, best)
    found: list[Solved] = []
    while parts and len(found) < count:
        part = heapq.heappop(parts)
        if part.solved.values is None or not _is_good(form, sign * part.rank, least):
            return found, True
        found.append(part.solved)
        if len(found) == count:
            break
        for rest in _without(part.form, part.solved.values):
            if deadline.left <= 0.0:
                return found, False
            add(rest, solve(rest, options, deadline))
    return found, not parts and len(found) < count


def _without(form: ModelForm, plan: FloatArray) -> Iterator[ModelForm]:
    """The plans whose whole numbers are not just those of a plan, in parts that share none."""
    lower, upper = form.lower.copy(), form.upper.copy()
    for column in np.flatnonzero(form.integer).tolist():
        at = round(float(plan[column]))
        below, above = upper.copy(), lower.copy()
        below[column], above[column] = at - 1, at + 1
        if lower[column] <= at - 1:
            yield replace(form, lower=lower.copy(), upper=below)
        if at + 1 <= upper[column]:
            yield replace(form, lower=above, upper=upper.copy())
        lower[column] = upper[column] = at


def _on_the_face(
    form: ModelForm,
    best: Solved,
    options: SolveOptions,
    deadline: Deadline,
    count: int,
    least: float,
) -> tuple[list[Solved], bool]:
    face = no_worse_than(form, least)
    found = [best]
    for column in range(len(form.lower)):
        for sense in (Sense.MAXIMIZE, Sense.MINIMIZE):
            if len(found) >= count:
                return _sorted(form, found), False
            if deadline.left <= 0.0:
                return _sorted(form, found), False
            linear = np.zeros(len(form.lower))
            linear[column] = 1.0
            driven = replace(face, objective=ObjectiveForm(sense, 0.0, linear))
            solved = solve(driven, options, deadline)
            if solved.values is None or solved.termination is not Termination.CONVERGED:
                continue
            values = solved.values
            if not any(_are_same(values, one.values) for one in found if one.values is not None):
                found.append(solved)
    return _sorted(form, found), True


def _sorted(form: ModelForm, found: list[Solved]) -> list[Solved]:
    sign = -1.0 if form.sense is Sense.MAXIMIZE else 1.0

    def rank(solved: Solved) -> float:
        return math.inf if solved.values is None else sign * _objective(form, solved.values)

    return [found[0], *sorted(found[1:], key=rank)]


def _are_same(one: FloatArray, other: FloatArray | None) -> bool:
    if other is None:
        return False
    scale = np.maximum(1.0, np.maximum(np.abs(one), np.abs(other)))
    return bool((np.abs(one - other) <= _SAME * scale).all())
