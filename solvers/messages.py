"""What Pyomo logs while a Program runs, kept for the Outcome instead of printed."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

_MOST = 10
_LONGEST = 400


@contextmanager
def pyomo_warnings() -> Iterator[list[str]]:
    """Collect what Pyomo logs from warning level on; each text once, ten texts at most."""
    collector = _Collector()
    logger = logging.getLogger("pyomo")
    handlers, propagate = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [collector], False
    try:
        yield collector.texts
    finally:
        logger.handlers, logger.propagate = handlers, propagate


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record as one line."""
        text = " ".join(record.getMessage().split())
        text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        if text not in self.texts and len(self.texts) < _MOST:
            self.texts.append(text)
