"""Whether two Formulations are the same linear model, but for names, order and scale.

Both are read as matrices by evaluating them in plain arithmetic at zero, at the unit points and at
one point more, which shows whether they are linear. Rows are scaled to the largest coefficient,
columns are ordered by what they hold, and equal matrices are equal models: they agree wherever the
data go, without a solver. Where that cannot be told (indexed or nonlinear models, columns that look
alike) the answer is None, and the models have to be solved to be compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from optimoot.evaluation import Evaluation, Evaluator
from optimoot.formulation import Domain, Formulation, Sense, Variable

_MOST_VARIABLES: Final = 60
_DIGITS: Final = 9
"""Significant digits to which coefficients are compared."""
_BENT: Final = 1e-7
"""Relative difference from which on a model is not linear."""

Row = tuple[str, tuple[float, ...], float]
"""Relation, coefficients, right side."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A linear model: minimize `objective`, subject to `rows`; columns with their domains."""

    objective: tuple[float, ...]
    rows: tuple[Row, ...]
    kinds: tuple[str, ...]


def same_structure(
    first: tuple[Formulation, Mapping[str, Any]], second: tuple[Formulation, Mapping[str, Any]]
) -> bool | None:
    """Whether two Formulations with their data are one linear model.

    Returns:
        None where it cannot be told without solving.

    Raises:
        InputError: As for `optimoot.evaluation.Evaluator`.
        EffortError: As for `optimoot.evaluation.Evaluator`.
    """
    matrices = [matrix_of(*one) for one in (first, second)]
    forms = [_canonical(matrix) for matrix in matrices if matrix is not None]
    if len(forms) < 2 or None in forms:
        return None
    return forms[0] == forms[1]


def matrix_of(formulation: Formulation, data: Mapping[str, Any]) -> Matrix | None:
    """The matrix of a linear Formulation with scalar variables; None for any other."""
    variables = formulation.variables
    plain = all(not v.index and not isinstance(v.upper, str) for v in variables)
    if not plain or len(variables) > _MOST_VARIABLES or formulation.objective is None:
        return None
    if any(isinstance(variable.lower, str) for variable in variables):
        return None
    evaluator = Evaluator(formulation, data)
    count = len(variables)
    points = [[0.0] * count, *([float(i == j) for j in range(count)] for i in range(count))]
    probe = [1.0 + 0.37 * place for place in range(count)]
    seen = [_values(evaluator.at(_point(variables, point))) for point in (*points, probe)]
    if any(one is None for one in seen):
        return None
    values = [one for one in seen if one is not None]
    lines = []
    for line in zip(*values, strict=True):
        origin, *units, reached = line
        slopes = tuple(unit - origin for unit in units)
        expected = origin + sum(s * p for s, p in zip(slopes, probe, strict=True))
        size = max(1e-30, abs(origin), *(abs(s) for s in slopes))
        if abs(expected - reached) > _BENT * size * count:
            return None
        lines.append((origin, slopes))
    relations = evaluator.at(_point(variables, points[0])).constraints
    rows = [
        (held.relation.value, slopes, -origin)
        for held, (origin, slopes) in zip(relations, lines[1:], strict=True)
    ]
    rows.extend(_bounds(variables))
    sign = 1.0 if formulation.objective.sense is Sense.MINIMIZE else -1.0
    kinds = tuple("whole" if v.domain is not Domain.CONTINUOUS else "any" for v in variables)
    return Matrix(tuple(sign * slope for slope in lines[0][1]), tuple(rows), kinds)


def _point(variables: tuple[Variable, ...], values: list[float]) -> dict[str, Any]:
    return {v.name: {(): value} for v, value in zip(variables, values, strict=True)}


def _values(evaluation: Evaluation) -> tuple[float, ...] | None:
    """The objective and the left less the right side of every constraint."""
    if evaluation.failures or evaluation.objective is None:
        return None
    return (evaluation.objective, *(held.left - held.right for held in evaluation.constraints))


def _bounds(variables: tuple[Variable, ...]) -> list[Row]:
    """Bounds as rows, so that a bound and a constraint that says the same are alike."""
    rows: list[Row] = []
    for place, variable in enumerate(variables):
        unit = tuple(float(place == other) for other in range(len(variables)))
        upper = 1.0 if variable.domain is Domain.BINARY else variable.upper
        if isinstance(variable.lower, float):
            rows.append((">=", unit, variable.lower))
        if isinstance(upper, float):
            rows.append(("<=", unit, upper))
    return rows


def _canonical(matrix: Matrix) -> Matrix | None:
    """Rows scaled and sorted, columns in an order that names play no part in; None for ties."""
    rows = sorted({_scaled(row) for row in matrix.rows}, key=lambda row: (row[0], row[2]))
    signatures = [
        (
            matrix.kinds[place],
            _rounded(matrix.objective[place]),
            tuple(sorted((row[0], row[2], row[1][place]) for row in rows)),
        )
        for place in range(len(matrix.kinds))
    ]
    if len(set(signatures)) < len(signatures):
        return None
    order = sorted(range(len(signatures)), key=lambda place: signatures[place])
    moved = {(row[0], tuple(row[1][place] for place in order), row[2]) for row in rows}
    return Matrix(
        tuple(_rounded(matrix.objective[place]) for place in order),
        tuple(sorted(moved)),
        tuple(matrix.kinds[place] for place in order),
    )


def _scaled(row: Row) -> Row:
    relation, coefficients, right = row
    size = max((abs(value) for value in coefficients), default=0.0) or 1.0
    if relation == ">=":
        relation, size = "<=", -size
    return relation, tuple(_rounded(v / size) for v in coefficients), _rounded(right / size)


def _rounded(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}") + 0.0
