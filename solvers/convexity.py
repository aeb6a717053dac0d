"""Whether a quadratic form is convex: numerically, with a tolerance, without a solver."""

from __future__ import annotations

import numpy as np

from optimoot.solvers.form import FloatArray, IntArray, Quadratic

TOLERANCE = 1e-9
"""How far below zero an eigenvalue may lie, where the diagonal is scaled to one."""
LARGEST_DENSE = 4000
"""Largest connected part that is factorized densely (128 MB)."""


def is_convex(form: Quadratic, sign: float = 1.0) -> bool | None:
    """Whether `sign * form` is convex, that is whether its matrix is positive semidefinite.

    The matrix is scaled to a unit diagonal; parts that share no variable are judged apart. A
    diagonally dominant part is semidefinite by Gershgorin's theorem; the others must have a
    Cholesky factor once `TOLERANCE` is added to the diagonal.

    Returns:
        None where a connected part is too large to factorize and not diagonally dominant.
    """
    value = sign * form.value
    square = form.first == form.second
    columns, place = np.unique(np.concatenate([form.first, form.second]), return_inverse=True)
    first, second = np.split(place.astype(np.int32), 2)
    diagonal = np.zeros(len(columns))
    diagonal[first[square]] = value[square]
    cross = ~square & (value != 0.0)
    first, second, half = first[cross], second[cross], value[cross] / 2.0
    # A negative square is concave; a product whose factor has no square is a saddle.
    if np.any(diagonal < 0.0) or np.any(diagonal[first] == 0) or np.any(diagonal[second] == 0):
        return False
    scaled = half / np.sqrt(diagonal[first] * diagonal[second])
    weight = np.abs(scaled)
    radius = np.bincount(first, weight, len(columns)) + np.bincount(second, weight, len(columns))
    if np.all(radius <= 1.0 + TOLERANCE):
        return True
    part = _connected_parts(len(columns), first, second)
    verdicts = [
        _part_is_convex(part == label, first, second, scaled)
        for label in np.unique(part[radius > 1.0 + TOLERANCE])
    ]
    if any(verdict is False for verdict in verdicts):
        return False
    return None if None in verdicts else True


def _part_is_convex(
    member: np.ndarray[tuple[int], np.dtype[np.bool_]],
    first: IntArray,
    second: IntArray,
    scaled: FloatArray,
) -> bool | None:
    size = int(member.sum())
    if np.any(np.abs(scaled[member[first]]) > 1.0 + TOLERANCE):
        return False  # a 2 x 2 minor is negative
    if size > LARGEST_DENSE:
        return None
    place = np.cumsum(member) - 1
    inside = member[first]
    matrix = np.eye(size) * (1.0 + size * TOLERANCE)
    matrix[place[first[inside]], place[second[inside]]] = scaled[inside]
    matrix[place[second[inside]], place[first[inside]]] = scaled[inside]
    try:
        np.linalg.cholesky(matrix)
    except np.linalg.LinAlgError:
        return False
    return True


def _connected_parts(count: int, first: IntArray, second: IntArray) -> IntArray:
    """A label per column; columns joined by a product share it (label propagation)."""
    label = np.arange(count, dtype=np.int32)
    while True:
        low = np.minimum(label[first], label[second])
        before = label.copy()
        np.minimum.at(label, first, low)
        np.minimum.at(label, second, low)
        label = label[label]
        if np.array_equal(label, before):
            return label
