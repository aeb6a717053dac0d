"""An embedder behind OpenAI's `/embeddings`, or any server that speaks it (Ollama, vLLM, …)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from optimoot.errors import InputError
from optimoot.memory.embedders.rows import unit_rows
from optimoot.memory.store import MemoryUnavailable, Vector

if TYPE_CHECKING:
    from openai import OpenAI

_KEY: Final = "OPENAI_API_KEY"
_NO_KEY: Final = "none"
"""What servers that want no key are sent: the client insists on one."""
_BATCH: Final = 64
_LONGEST: Final = 8_000
"""Characters of a text that are sent: about 2,000 tokens, what most models take. The rest of a
problem's text seldom changes what it is about."""
_PROBE: Final = "optimization"


class OpenAIEmbedder:
    """Vectors that a server makes.

    Args:
        model: The server's name of the model.
        base_url: Its address with version, like `http://localhost:11434/v1`; empty: OpenAI's own.
        timeout: Seconds to wait for an answer.
        attempts: Tries; only failures that may pass are tried again.

    Raises:
        InputError: OpenAI's own server is meant, and there is no key.
    """

    def __init__(
        self, model: str, *, base_url: str = "", timeout: float = 60.0, attempts: int = 3
    ) -> None:
        self._model, self._url = model, base_url
        self._timeout, self._attempts = timeout, attempts
        if not base_url and not os.environ.get(_KEY):
            raise InputError(
                f"The embedder {self.name!r} needs a key: {_KEY} is not set.",
                remedy=f"Set {_KEY}, or give the address of another server.",
            )

    @property
    def name(self) -> str:
        """`openai:MODEL`, wherever the server is."""
        return f"openai:{self._model}"

    @cached_property
    def dimensions(self) -> int:
        """Length of its vectors, as the server makes them.

        Raises:
            MemoryUnavailable: The server does not answer.
        """
        return int(self.embed([_PROBE]).shape[1])

    def embed(self, texts: Sequence[str]) -> Vector:
        """One row of length 1 for each text.

        Raises:
            MemoryUnavailable: The server does not answer, or with something else.
        """
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        parts = [self._asked(texts[at : at + _BATCH]) for at in range(0, len(texts), _BATCH)]
        if len({part.shape[1] for part in parts}) > 1:
            raise MemoryUnavailable(f"{self._maker} gave vectors of different lengths.")
        return np.concatenate(parts)

    @property
    def _maker(self) -> str:
        return f"The embedder {self.name!r} at {self._url or 'OpenAI'}"

    def _asked(self, texts: Sequence[str]) -> Vector:
        import openai

        # servers refuse an empty text
        sent = [text[:_LONGEST].strip() or _PROBE for text in texts]
        try:
            answer = self._client.embeddings.create(
                model=self._model, input=sent, encoding_format="float"
            )
            rows = [one.embedding for one in sorted(answer.data, key=lambda one: one.index)]
        except (openai.OpenAIError, TypeError, AttributeError, ValueError) as error:
            # the client does not check what a server sends: the others come of that
            raise MemoryUnavailable(f"{self._maker} cannot be used: {error}") from error
        return unit_rows(rows, len(texts), maker=self._maker)

    @cached_property
    def _client(self) -> OpenAI:
        import openai

        return openai.OpenAI(
            api_key=os.environ.get(_KEY) or _NO_KEY,
            base_url=self._url or None,
            timeout=self._timeout,
            max_retries=self._attempts - 1,
        )
