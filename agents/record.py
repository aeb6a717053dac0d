"""Where the completions of a run are kept, so that a resumed run need not ask again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


class CompletionRecord(Protocol):
    """Keeps completions by the text of their request."""

    def recall(self, key: str) -> Mapping[str, Any] | None:
        """The next completion of an earlier part of this run for that request, or None."""

    def keep(self, key: str, record: dict[str, Any]) -> None:
        """Keep a completion; one with `failed` brought nothing and is never recalled."""


class NoRecord:
    """Keeps nothing."""

    def recall(self, key: str) -> Mapping[str, Any] | None:  # noqa: ARG002 - the protocol's
        """None."""
        return None

    def keep(self, key: str, record: dict[str, Any]) -> None:
        """Nothing."""
