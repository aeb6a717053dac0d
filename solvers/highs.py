"""HiGHS: linear and mixed-integer linear programs, and convex quadratic ones.

The model's form goes to HiGHS as arrays, through its own Python interface.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np

from optimoot.formulation import Sense
from optimoot.outcome import Termination
from optimoot.solvers.form import ModelForm, ObjectiveForm, Quadratic
from optimoot.solvers.solver import Capabilities, ModelClass, Solved, SolveRequest

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


class Highs:
    """HiGHS, as a solver of this package."""

    name = "highs"
    capabilities = Capabilities(
        classes=frozenset({ModelClass.LP, ModelClass.MILP, ModelClass.QP}),
        convex_only=frozenset({ModelClass.QP}),
        duals=True,
        integer_duals=True,
        bounds=True,
        warm_start=True,
        time_limit=True,
        interrupt=True,
    )

    def version(self) -> str | None:
        """Version of highspy; None where it is not installed."""
        try:
            return version("highspy")
        except PackageNotFoundError:
            return None

    def solve(self, form: ModelForm, request: SolveRequest) -> Solved:
        """Solve an LP, a MILP or a convex QP."""
        highs = _load(form, request)
        highs.HandleKeyboardInterrupt = True
        highs.solve()
        status = highs.getModelStatus()
        termination = _TERMINATIONS.get(status.name, Termination.UNKNOWN)
        info = highs.getInfo()
        solution = highs.getSolution()
        held = info.primal_solution_status == 2 and termination is not Termination.UNBOUNDED
        values = np.array(solution.col_value) if held else None
        objective = info.objective_function_value if held else None
        bound = None
        if form.is_integer:
            bound = info.mip_dual_bound
        elif termination is Termination.CONVERGED:
            bound = objective
        duals = reduced = None
        if request.duals and held and solution.dual_valid and not form.is_integer:
            duals, reduced = np.array(solution.row_dual), np.array(solution.col_dual)
        return Solved(
            termination=termination,
            values=values,
            objective=objective,
            bound=bound,
            duals=duals,
            reduced_costs=reduced,
        )


HIGHS = Highs()


def _load(form: ModelForm, request: SolveRequest) -> Any:
    """A HiGHS instance that holds the form and the request."""
    import highspy

    highs = highspy.Highs()
    highs.silent()
    highs.setOptionValue("time_limit", request.time_limit)
    highs.setOptionValue("mip_rel_gap", request.relative_gap)
    highs.passModel(_model_of(form))
    return highs


def _model_of(form: ModelForm) -> Any:
    import highspy

    model = highspy.HighsModel()
    lp = model.lp_
    lp.num_col_, lp.num_row_ = len(form.lower), len(form.row_lower)
    lp.col_lower_, lp.col_upper_ = form.lower, form.upper
    lp.row_lower_, lp.row_upper_ = form.row_lower, form.row_upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = lp.num_col_, lp.num_row_
    lp.a_matrix_.start_ = form.rows.start
    lp.a_matrix_.index_ = form.rows.index
    lp.a_matrix_.value_ = form.rows.value
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


def _lower_triangle(form: Quadratic, columns: int) -> tuple[Any, Any, Any]:
    """The Hessian's lower triangle by columns; HiGHS halves `x' Q x`, so squares count twice."""
    order = np.lexsort((form.second, form.first))
    value = np.where(form.first == form.second, 2.0 * form.value, form.value)[order]
    counts = np.bincount(form.first, minlength=columns)
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    return start, form.second[order].astype(np.int32), value
