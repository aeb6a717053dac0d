"""How much worse than the best plan another may be."""

from __future__ import annotations

from typing import Final

import numpy as np

from optimoot.errors import InputError
from optimoot.formulation import Sense
from optimoot.solvers.analysis.columns import Extension
from optimoot.solvers.form import ModelForm

_TOLERANCE: Final = 1e-9
"""Relative difference of objectives that are the same."""


def as_good_as(form: ModelForm, best: float, worse: float) -> float:
    """The objective that is just good enough.

    Args:
        form: The model.
        best: Its optimal objective.
        worse: By which share of it, at least of 1e-9 and of that of 1, a plan may be worse.
    """
    by = worse * abs(best) + _TOLERANCE * max(1.0, abs(best))
    return best - by if form.sense is Sense.MAXIMIZE else best + by


def no_worse_than(form: ModelForm, least: float) -> ModelForm:
    """The form with a row that keeps its objective at least as good.

    Raises:
        InputError: The objective is curved, or there is none.
    """
    objective = form.objective
    if objective is None or objective.curve is not None:
        raise InputError(
            "How good a plan has to be can be asked for of linear objectives only.",
            remedy="Ask for variants instead.",
        )
    linear = objective.linear
    entries = [(int(place), float(linear[place])) for place in np.flatnonzero(linear)]
    rest = least - objective.constant
    extension = Extension(form)
    if objective.sense is Sense.MAXIMIZE:
        extension.row(entries, lower=rest)
    else:
        extension.row(entries, upper=rest)
    return extension.made()
