"""Whether an objective improves without limit: evidence for what a solver calls unbounded."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from optimoot.formulation import Sense
from optimoot.outcome import Termination
from optimoot.solvers.form import FloatArray, ModelForm
from optimoot.solvers.solver import Solved

_BOXES = (5.0, 20.0, 80.0, 1e4, 1e6, 1e8)
"""How far the variables that have no bound may go, one try after the other."""
_SUSTAINED = 0.5
"""Share of the former gain, per factor of the box, that the next must reach to go on for ever."""
_GAINS = 1e-6
"""Least gain that counts, relative to the objective."""


@dataclass(frozen=True)
class Growth:
    """What became of the objective as the variables without a bound went farther.

    Attributes:
        endless: Whether it kept improving as fast as at first, by as much for each factor.
        ended: The result that was best, where there is one.
        fastest: The variable that went farthest.
        interrupted: Whether the user ended it.
    """

    endless: bool
    ended: Solved | None
    fastest: str
    interrupted: bool = False


def growth_of(form: ModelForm, solve: Callable[[ModelForm], Solved]) -> Growth:
    """Solve the model in boxes of growing size, and look at the gains.

    A logarithm gains as much from each factor, what has a limit gains less and less.

    Args:
        form: A model with an objective.
        solve: Solves a boxed model; its result must have withstood doubts.
    """
    lower_open, upper_open = np.isinf(form.lower), np.isinf(form.upper)
    sign = -1.0 if form.sense is Sense.MAXIMIZE else 1.0
    found: list[tuple[float, float]] = []
    best: Solved | None = None
    for size in _BOXES if (lower_open | upper_open).any() else ():
        solved = solve(_boxed(form, size))
        if solved.termination is Termination.INTERRUPTED:
            return Growth(endless=False, ended=best, fastest="", interrupted=True)
        usable = solved.termination in (Termination.CONVERGED, Termination.TIME_LIMIT)
        if usable and solved.values is not None and solved.objective is not None:
            found.append((size, sign * solved.objective))
            best = solved
    if best is None or best.values is None:
        return Growth(endless=False, ended=None, fastest="")
    open_ended = np.where(best.values < 0.0, lower_open, upper_open)
    farthest = int(np.argmax(np.abs(best.values) * open_ended))
    return Growth(_endless(found), best, str(form.variables[farthest].name))


def _boxed(form: ModelForm, size: float) -> ModelForm:
    """The model with a bound, `size` beyond zero and the other bound, wherever one is missing."""
    return replace(
        form,
        lower=np.where(np.isinf(form.lower), _middle(form.upper, least=True) - size, form.lower),
        upper=np.where(np.isinf(form.upper), _middle(form.lower, least=False) + size, form.upper),
    )


def _middle(bound: FloatArray, *, least: bool) -> FloatArray:
    known = np.where(np.isfinite(bound), bound, 0.0)
    middle: FloatArray = np.minimum(known, 0.0) if least else np.maximum(known, 0.0)
    return middle


def _endless(found: list[tuple[float, float]]) -> bool:
    if len(found) < 3:
        return False
    (first, worst), (second, middle), (third, best) = found[-3:]
    before = (worst - middle) / math.log(second / first)
    after = (middle - best) / math.log(third / second)
    return after > _GAINS * max(1.0, abs(middle)) and after >= _SUSTAINED * before
