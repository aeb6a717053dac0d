"""Between which values an expression lies, as far as its variables' bounds tell."""

from __future__ import annotations

import math
from typing import Any

from pyomo.common.errors import PyomoException
from pyomo.contrib.fbbt.fbbt import compute_bounds_on_expr


def range_of(expression: Any) -> tuple[float, float]:
    """Least and greatest value of an expression within its variables' bounds, as far as known."""
    try:
        low, high = compute_bounds_on_expr(expression)
    except (KeyError, ArithmeticError, ValueError, TypeError, PyomoException):
        return -math.inf, math.inf  # Pyomo's interval arithmetic lacks a function, or a value
    return -math.inf if low is None else low, math.inf if high is None else high
