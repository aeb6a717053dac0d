"""The embedder of a bank where no text is to be embedded: reading and deleting need none."""

from __future__ import annotations

from collections.abc import Sequence

from optimoot.errors import InputError
from optimoot.memory.store import Vector


class AbsentEmbedder:
    """Bears the name of the embedder that made a bank, and refuses to embed.

    Args:
        name: The embedder's name, as the store has it.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    @property
    def name(self) -> str:
        """The name of the embedder that made the bank."""
        return self._name

    @property
    def dimensions(self) -> int:
        """Nothing is embedded: no length.

        Raises:
            InputError: Always.
        """
        raise self._refusal()

    def embed(self, texts: Sequence[str]) -> Vector:  # noqa: ARG002 - the interface
        """Nothing.

        Raises:
            InputError: Always.
        """
        raise self._refusal()

    def _refusal(self) -> InputError:
        return InputError(
            f"The memory bank was opened without its embedder {self._name!r}.",
            remedy="Open it with that embedder to search it or to add to it.",
        )
