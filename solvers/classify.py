"""Read a Pyomo model's form and decide what kind of model it is."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any, NoReturn

import numpy as np
import pyomo.environ as pyo
from pyomo.repn.quadratic import QuadraticRepnVisitor

from optimoot.formulation import Sense
from optimoot.outcome import Failure, FailureKind
from optimoot.solvers.convexity import is_convex
from optimoot.solvers.form import (
    Curve,
    ModelForm,
    ObjectiveForm,
    Quadratic,
    SparseRows,
    SpecialOrderedSet,
)
from optimoot.solvers.functions import functions_in, impossible_power
from optimoot.solvers.loading import ProgramError
from optimoot.solvers.products import Products, split_products
from optimoot.solvers.solver import ModelClass

_KINDS = {pyo.Constraint: "constraint", pyo.Objective: "objective"}


def read_form(model: Any) -> ModelForm:
    """Read the form of a Pyomo `ConcreteModel` in one pass over its expressions.

    Fixed variables count as constants. Every variable on an active block gets a column, used or
    not, so that its bounds count and it has a value in the solution.

    Raises:
        ProgramError: A coefficient is no finite number, a domain is neither an interval nor whole
            numbers, more than one objective is active, or a component is of a kind that no
            solver here takes; the message names the component.
    """
    columns = _Columns()
    for component in model.component_objects(pyo.Var, active=True, descend_into=True):
        columns.add_all(component)
    visitor = QuadraticRepnVisitor({}, var_recorder=columns)
    rows = _Rows(columns)
    for constraint in model.component_data_objects(pyo.Constraint, active=True, descend_into=True):
        # Bounds come as finite numbers or None.
        lower, body, upper = constraint.to_bounded_expression(evaluate_bounds=True)
        rest, products = split_products(body, columns.column_of)
        repn = visitor.walk_expression(rest)
        rows.add(constraint, repn, products, lower, upper)
    objective_source = _active_objective(model)
    goal = None
    if objective_source is not None:
        rest, products = split_products(objective_source.expr, columns.column_of)
        goal = visitor.walk_expression(rest), products
    sos = tuple(_sos_of(model, columns))
    # The walks above may have met variables that live on no active block: they are columns too.
    objective = None
    if goal is not None:
        objective = _objective_form(objective_source, *goal, columns)
    return _assemble(columns, rows, objective, sos)


def _active_objective(model: Any) -> Any:
    found = list(model.component_data_objects(pyo.Objective, active=True, descend_into=True))
    if len(found) > 1:
        names = ", ".join(repr(objective.name) for objective in found)
        _refuse(
            f"The model has {len(found)} active objectives: {names}. "
            "Deactivate all but one, or combine them in one expression."
        )
    return found[0] if found else None


@dataclass
class _Columns:
    """The columns so far. Pyomo's visitors call `add` for each variable they meet first."""

    variables: list[Any] = field(default_factory=list)
    column_of: dict[int, int] = field(default_factory=dict)
    var_map: dict[int, Any] = field(default_factory=dict)

    @property
    def var_order(self) -> dict[int, int]:
        """Pyomo's name for `column_of`."""
        return self.column_of

    def add(self, variable: Any) -> None:
        """Take in the whole component of a variable that was met in an expression."""
        self.add_all(variable.parent_component())

    def add_all(self, component: Any) -> None:
        """Take in every variable of a component that is not fixed."""
        for variable in component.values():
            key = id(variable)
            if key in self.column_of:
                continue
            if variable.fixed:
                if variable.value is None:
                    _refuse(f"Variable {variable.name!r} is fixed but has no value.")
                continue
            self._append(variable)

    def add_fixed(self, variable: Any) -> None:
        """Take in a fixed variable of an SOS constraint, where its place among the others counts.

        It is a column that can take one value; in expressions it stays a constant.
        """
        if id(variable) not in self.column_of:
            self._append(variable)

    def _append(self, variable: Any) -> None:
        self.column_of[id(variable)] = len(self.variables)
        self.variables.append(variable)
        self.var_map[id(variable)] = variable


@dataclass
class _Rows:
    """The rows so far, as lists that grow."""

    columns: _Columns
    constraints: list[Any] = field(default_factory=list)
    start: list[int] = field(default_factory=lambda: [0])
    index: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    constant: list[float] = field(default_factory=list)
    curves: dict[int, Curve] = field(default_factory=dict)

    def add(
        self,
        constraint: Any,
        repn: Any,
        products: Products,
        lower: float | None,
        upper: float | None,
    ) -> None:
        """Take in one constraint."""
        column_of = self.columns.column_of
        self.index.extend([column_of[key] for key in repn.linear])
        self.value.extend(repn.linear.values())
        self.start.append(len(self.index))
        curve = _curve_of(repn, products, self.columns, constraint)
        if curve is not None:
            self.curves[len(self.constraints)] = curve
        constant = _number(repn.constant, "The constant term of constraint", constraint)
        self.lower.append(-math.inf if lower is None else lower - constant)
        self.upper.append(math.inf if upper is None else upper - constant)
        self.constant.append(constant)
        self.constraints.append(constraint)

    def matrix(self) -> SparseRows:
        """The linear terms, checked to be finite numbers."""
        value = _numbers(self.value)
        matrix = SparseRows(
            start=np.array(self.start, dtype=np.int32),
            index=np.array(self.index, dtype=np.int32),
            value=value,
        )
        for place in np.flatnonzero(~np.isfinite(value))[:1]:
            variable = self.columns.variables[self.index[place]]
            constraint = self.constraints[matrix.row_of[place]]
            _refuse_number(variable.name, constraint, value[place])
        return matrix


def _curve_of(repn: Any, products: Products, columns: _Columns, owner: Any) -> Curve | None:
    quadratic = None
    terms = _quadratic_terms(repn, products, columns.column_of)
    if terms:
        pairs = list(terms)
        first, second = np.array(pairs, dtype=np.int32).T
        values = _numbers(list(terms.values()))
        for place in np.flatnonzero(~np.isfinite(values))[:1]:
            names = " * ".join(columns.variables[column].name for column in pairs[place])
            _refuse_number(names, owner, values[place])
        quadratic = Quadratic(first, second, values)
    if quadratic is None and repn.nonlinear is None:
        return None
    if repn.nonlinear is not None:
        refusal = impossible_power(repn.nonlinear)
        if refusal:
            text = f"{_KINDS[owner.ctype].capitalize()} {owner.name!r} {refusal}"
            raise ProgramError(Failure(kind=FailureKind.UNSUPPORTED, message=text))
    return Curve(quadratic, repn.nonlinear)


def _quadratic_terms(
    repn: Any, products: Products, column_of: dict[int, int]
) -> dict[tuple[int, int], Any]:
    """The quadratic terms that are not zero, by column; what was split off counts in."""
    terms: dict[tuple[int, int], Any] = dict(products)
    for (one, other), value in (repn.quadratic or {}).items():
        a, b = column_of[one], column_of[other]
        pair = (a, b) if a <= b else (b, a)
        terms[pair] = terms[pair] + value if pair in terms else value
    return {pair: value for pair, value in terms.items() if value != 0.0}


def _objective_form(source: Any, repn: Any, products: Products, columns: _Columns) -> ObjectiveForm:
    linear = np.zeros(len(columns.variables))
    places = [columns.column_of[key] for key in repn.linear]
    values = _numbers(list(repn.linear.values()))
    for place in np.flatnonzero(~np.isfinite(values))[:1]:
        _refuse_number(columns.variables[places[place]].name, source, values[place])
    linear[places] = values
    return ObjectiveForm(
        sense=Sense.MAXIMIZE if source.sense == pyo.maximize else Sense.MINIMIZE,
        constant=_number(repn.constant, "The constant term of objective", source),
        linear=linear,
        curve=_curve_of(repn, products, columns, source),
    )


def _sos_of(model: Any, columns: _Columns) -> list[SpecialOrderedSet]:
    found = []
    for sos in model.component_data_objects(pyo.SOSConstraint, active=True, descend_into=True):
        items = list(sos.get_items())
        for variable, _weight in items:
            columns.add(variable)
            if variable.fixed:
                columns.add_fixed(variable)
        found.append(
            SpecialOrderedSet(
                name=sos.name,
                level=sos.level,
                columns=tuple(columns.column_of[id(variable)] for variable, _weight in items),
                weights=tuple(float(weight) for _variable, weight in items),
            )
        )
    return found


def _assemble(
    columns: _Columns,
    rows: _Rows,
    objective: ObjectiveForm | None,
    sos: tuple[SpecialOrderedSet, ...],
) -> ModelForm:
    variables = columns.variables
    bounds = [(v.value, v.value) if v.fixed else v.bounds for v in variables]
    integer = np.array([v.is_integer() and not v.fixed for v in variables], dtype=np.bool_)
    for place in np.flatnonzero(~integer):
        if not (variables[place].is_continuous() or variables[place].fixed):
            variable = variables[place]
            _refuse(
                f"Variable {variable.name!r} has the domain {str(variable.domain)!r}, which is "
                "neither an interval nor whole numbers; write it with binary variables."
            )
    curves = list(rows.curves.values())
    if objective is not None and objective.curve is not None:
        curves.append(objective.curve)
    functions = frozenset[str]().union(
        *(functions_in(curve.general) for curve in curves if curve.general is not None)
    )
    model_class = _class_of(objective, rows.curves, bool(integer.any()) or bool(sos))
    return ModelForm(
        variables=tuple(variables),
        column_of=columns.column_of,
        lower=np.array([-math.inf if low is None else low for low, _high in bounds], dtype=float),
        upper=np.array([math.inf if high is None else high for _low, high in bounds], dtype=float),
        integer=integer,
        binary=np.array([v.is_binary() and not v.fixed for v in variables], dtype=np.bool_),
        start=np.array(
            [math.nan if variable.value is None else variable.value for variable in variables],
            dtype=float,
        ),
        constraints=tuple(rows.constraints),
        rows=rows.matrix(),
        row_lower=np.array(rows.lower, dtype=float),
        row_upper=np.array(rows.upper, dtype=float),
        row_constant=np.array(rows.constant, dtype=float),
        curves=rows.curves,
        objective=objective,
        sos=sos,
        functions=functions,
        model_class=model_class,
        convex=_convexity(objective, rows),
    )


def _class_of(
    objective: ObjectiveForm | None, curves: dict[int, Curve], discrete: bool
) -> ModelClass:
    goal = objective.curve if objective is not None else None
    if any(curve.general is not None for curve in [*curves.values(), goal] if curve):
        return ModelClass.MINLP if discrete else ModelClass.NLP
    if curves:
        return ModelClass.MIQCP if discrete else ModelClass.QCP
    if goal is not None:
        return ModelClass.MIQP if discrete else ModelClass.QP
    return ModelClass.MILP if discrete else ModelClass.LP


def _convexity(objective: ObjectiveForm | None, rows: _Rows) -> bool | None:
    """Whether objective and constraints, integrality aside, are convex; None if undecided.

    A quadratic constraint that is not convex by its matrix alone leaves the question open: it may
    still describe a convex set, as a second-order cone does.
    """
    verdicts: list[bool | None] = []
    if objective is not None and objective.curve is not None:
        verdicts.append(
            _curve_is_convex(objective.curve, 1.0 if objective.sense is Sense.MINIMIZE else -1.0)
        )
    for row, curve in rows.curves.items():
        bounded = [(rows.upper[row] < math.inf, 1.0), (rows.lower[row] > -math.inf, -1.0)]
        sides = [_curve_is_convex(curve, sign) for applies, sign in bounded if applies]
        verdicts.extend(side or None for side in sides)
    if any(verdict is False for verdict in verdicts):
        return False
    return None if None in verdicts else True


def _curve_is_convex(curve: Curve, sign: float) -> bool | None:
    if curve.general is not None or curve.quadratic is None:
        return None
    return is_convex(curve.quadratic, sign)


def _numbers(values: list[Any]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The values as floats; what Pyomo could not compute (an InvalidNumber) becomes NaN."""
    try:
        return np.array(values, dtype=np.float64)
    except (TypeError, ValueError):
        return np.array([_float_or_nan(value) for value in values], dtype=np.float64)


def _float_or_nan(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return math.nan


def _number(value: Any, what: str, owner: Any) -> float:
    number = _float_or_nan(value)
    if not math.isfinite(number):
        _refuse(f"{what} {owner.name!r} is {value}; it must be a finite number.")
    return number


def _refuse_number(factor: str, owner: Any, value: float) -> NoReturn:
    _refuse(
        f"The coefficient of {factor!r} in {_KINDS[owner.ctype]} {owner.name!r} is {value}; "
        "it must be a finite number."
    )


def _refuse(message: str) -> NoReturn:
    raise ProgramError(Failure(kind=FailureKind.EXCEPTION, message=message))
