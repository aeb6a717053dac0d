"""Rows of any length, made unit rows."""

from __future__ import annotations

from typing import Any

import numpy as np

from optimoot.memory.store import MemoryUnavailable, Vector


def unit_rows(given: Any, count: int, *, maker: str) -> Vector:
    """The rows at length 1; a row of zeros becomes the first unit vector.

    Args:
        given: What the maker gave.
        count: How many rows there must be.
        maker: Who made them, for the message.

    Raises:
        MemoryUnavailable: They are no such rows of finite numbers.
    """
    try:
        rows = np.asarray(given, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise MemoryUnavailable(f"{maker} gave no rows of numbers.") from error
    if rows.ndim != 2 or len(rows) != count or rows.shape[1] == 0 or not np.isfinite(rows).all():
        raise MemoryUnavailable(
            f"{maker} gave no {count} rows of finite numbers, but shape {rows.shape}."
        )
    # scaled first, so that no square overflows or vanishes
    largest = np.abs(rows).max(axis=1, keepdims=True)
    empty = largest[:, 0] == 0
    rows = rows / np.where(largest == 0, 1.0, largest)
    rows[empty, 0] = 1.0
    units: Vector = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return units
