"""The seconds that are left of a time limit, where one solve takes several calls."""

from __future__ import annotations

import time


class Deadline:
    """A moment in the future.

    Args:
        seconds: How far away it is.
    """

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds until it; never negative."""
        return max(0.0, self._end - time.monotonic())
