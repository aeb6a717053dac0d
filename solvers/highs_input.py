"""HiGHS as arrays: the model's form goes in, the run can be ended by Ctrl-C."""

from __future__ import annotations

from typing import Any

import numpy as np

from optimoot.formulation import Sense
from optimoot.outcome import Termination
from optimoot.solvers.form import FloatArray, IntArray, ModelForm, ObjectiveForm, Quadratic
from optimoot.solvers.interrupt import run_interruptible

SMALLEST = 1e-12
"""HiGHS drops coefficients this small; it allows no lower limit."""
LARGEST = 1e15
"""HiGHS refuses coefficients this large."""
INFINITE = 1e20
"""HiGHS takes bounds and costs this large for infinite."""

_TERMINATIONS = {
    "kOptimal": Termination.CONVERGED,
    "kModelEmpty": Termination.CONVERGED,
    "kInfeasible": Termination.INFEASIBLE,
    "kUnbounded": Termination.UNBOUNDED,
    "kUnboundedOrInfeasible": Termination.INFEASIBLE_OR_UNBOUNDED,
    "kTimeLimit": Termination.TIME_LIMIT,
    "kIterationLimit": Termination.ITERATION_LIMIT,
    "kSolutionLimit": Termination.ITERATION_LIMIT,
    "kInterrupt": Termination.INTERRUPTED,
    "kHighsInterrupt": Termination.INTERRUPTED,
    "kLoadError": Termination.ERROR,
    "kModelError": Termination.ERROR,
    "kPresolveError": Termination.ERROR,
    "kSolveError": Termination.ERROR,
    "kPostsolveError": Termination.ERROR,
    "kMemoryLimit": Termination.ERROR,
}
"""By the name of HiGHS's model status; any other is UNKNOWN."""


def load(form: ModelForm, **options: float | str) -> Any:
    """A HiGHS instance that holds the form, silent, with HiGHS's own options set."""
    import highspy

    highs = highspy.Highs()
    highs.silent()
    for name, value in {"small_matrix_value": SMALLEST, **options}.items():
        highs.setOptionValue(name, value)
    highs.passModel(_model_of(form))
    return highs


def run(highs: Any) -> Termination:
    """Solve what the instance holds; Ctrl-C ends it and keeps the incumbent.

    Raises:
        LeftBehindError: HiGHS did not listen, as its quadratic solver does not.
    """
    highs.HandleKeyboardInterrupt = True  # HiGHS then looks at what cancelSolve sets
    if run_interruptible(highs.run, highs.cancelSolve):
        return Termination.INTERRUPTED
    return _TERMINATIONS.get(highs.getModelStatus().name, Termination.UNKNOWN)


def beyond_range(form: ModelForm) -> tuple[str, str]:
    """What HiGHS refuses and what it changes in this model, as two sentences; empty if nothing."""
    size = np.abs(form.rows.value)
    refused = changed = ""
    for place in np.flatnonzero(size >= LARGEST)[:1]:
        refused = (
            f"HiGHS takes no coefficient of {LARGEST:g} or more, and {_entry(form, place)}; "
            "choose other units."
        )
    costs = form.objective.linear if form.objective is not None else np.zeros(0)
    for column in np.flatnonzero(np.abs(costs) >= INFINITE)[:1]:
        refused = (
            f"HiGHS takes no coefficient of {INFINITE:g} or more in the objective, and that of "
            f"{form.variables[column].name!r} is {costs[column]:g}; choose other units."
        )
    for place in np.flatnonzero((size > 0.0) & (size <= SMALLEST))[:1]:
        changed = (
            f"HiGHS takes coefficients of at most {SMALLEST:g} for zero: {_entry(form, place)}; "
            "choose other units."
        )
    return refused, changed


def _entry(form: ModelForm, place: int) -> str:
    variable = form.variables[form.rows.index[place]]
    constraint = form.constraints[form.rows.row_of[place]]
    value = form.rows.value[place]
    return f"that of {variable.name!r} in constraint {constraint.name!r} is {value:g}"


def _model_of(form: ModelForm) -> Any:
    import highspy

    model = highspy.HighsModel()
    lp = model.lp_
    lp.num_col_, lp.num_row_ = len(form.lower), len(form.row_lower)
    lp.col_lower_, lp.col_upper_ = form.lower, form.upper
    lp.row_lower_, lp.row_upper_ = form.row_lower, form.row_upper
    matrix = lp.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.num_col_, matrix.num_row_ = lp.num_col_, lp.num_row_
    matrix.start_, matrix.index_, matrix.value_ = (
        form.rows.start,
        form.rows.index,
        form.rows.value,
    )
    if form.is_integer:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[whole] for whole in form.integer.tolist()]
    lp.col_cost_ = np.zeros(lp.num_col_)
    if form.objective is not None:
        _set_objective(model, form.objective, lp.num_col_)
    return model


def _set_objective(model: Any, objective: ObjectiveForm, columns: int) -> None:
    import highspy

    lp = model.lp_
    maximize = objective.sense is Sense.MAXIMIZE
    lp.sense_ = highspy.ObjSense.kMaximize if maximize else highspy.ObjSense.kMinimize
    lp.col_cost_ = objective.linear
    lp.offset_ = objective.constant
    if objective.curve is not None and objective.curve.quadratic is not None:
        start, index, value = _lower_triangle(objective.curve.quadratic, columns)
        model.hessian_.dim_ = columns
        model.hessian_.format_ = highspy.HessianFormat.kTriangular
        model.hessian_.start_, model.hessian_.index_ = start, index
        model.hessian_.value_ = value


def _lower_triangle(form: Quadratic, columns: int) -> tuple[IntArray, IntArray, FloatArray]:
    """The Hessian's lower triangle by columns; HiGHS halves `x' Q x`, so squares count twice."""
    order = np.lexsort((form.second, form.first))
    value = np.where(form.first == form.second, 2.0 * form.value, form.value)[order]
    counts = np.bincount(form.first, minlength=columns)
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    return start, form.second[order], value
