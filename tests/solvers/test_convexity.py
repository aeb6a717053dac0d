"""Convexity of quadratic forms, against their eigenvalues."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from optimoot.solvers import convexity
from optimoot.solvers.convexity import is_convex
from optimoot.solvers.form import FloatArray, Quadratic

entries = st.integers(-4, 4).map(float)


def form_of(matrix: FloatArray) -> Quadratic:
    """The quadratic form x' M x of a symmetric matrix."""
    first, second = np.triu_indices(len(matrix))
    value = np.where(first == second, 1.0, 2.0) * matrix[first, second]
    kept = value != 0.0
    return Quadratic(
        first[kept].astype(np.int32), second[kept].astype(np.int32), value[kept].astype(float)
    )


@given(st.integers(1, 6).flatmap(lambda n: arrays(float, (n, n), elements=entries)))
def test_it_is_the_sign_of_the_least_eigenvalue(half: FloatArray) -> None:
    matrix = half + half.T
    assume(matrix.any())
    least = float(np.linalg.eigvalsh(matrix).min())
    assume(abs(least) > 1e-6 or least == 0.0)
    assert is_convex(form_of(matrix)) is (least > -1e-9)
    assert is_convex(form_of(-matrix), sign=-1.0) is (least > -1e-9)


@given(
    st.integers(1, 6).flatmap(lambda n: arrays(float, (n, 3), elements=entries)),
    st.floats(1e-9, 1e9),
)
def test_squares_are_convex_though_singular_and_whatever_their_scale(
    factor: FloatArray, scale: float
) -> None:
    assume(factor.any())
    assert is_convex(form_of(factor @ factor.T * scale)) is True


def test_badly_scaled_variables() -> None:
    scales = np.diag([1e-6, 1.0, 1e6])
    definite = np.array([[2.0, 0.9, 0.5], [0.9, 1.0, 0.3], [0.5, 0.3, 1.0]])
    assert is_convex(form_of(scales @ definite @ scales)) is True
    indefinite = definite + np.array([[0, 0.9, 0], [0.9, 0, 0], [0, 0, 0]])
    assert is_convex(form_of(scales @ indefinite @ scales)) is False


def test_parts_that_share_no_variable_are_judged_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    part = np.array([[1.0, 0.7, 0.7], [0.7, 1.0, 0.7], [0.7, 0.7, 1.0]])
    monkeypatch.setattr(convexity, "LARGEST_DENSE", 3)
    assert is_convex(form_of(np.kron(np.eye(50), part))) is True
    part[0, 1] = part[1, 0] = -0.7
    assert is_convex(form_of(np.kron(np.eye(50), part))) is False


def test_a_part_too_large_to_factorize_is_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convexity, "LARGEST_DENSE", 2)
    assert is_convex(form_of(np.full((3, 3), 0.7) + 0.3 * np.eye(3))) is None


def test_a_long_chain_of_differences_needs_no_factor() -> None:
    count = convexity.LARGEST_DENSE + 1000
    place = np.arange(count, dtype=np.int32)
    squares = Quadratic(place, place, np.full(count, 2.0))
    products = Quadratic(place[:-1], place[1:], np.full(count - 1, -2.0))
    chain = Quadratic(
        np.concatenate([squares.first, products.first]),
        np.concatenate([squares.second, products.second]),
        np.concatenate([squares.value, products.value]),
    )
    assert is_convex(chain) is True
