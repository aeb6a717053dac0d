"""What makes vectors of texts, so that like texts are found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from optimoot.errors import InputError
from optimoot.memory.store import Vector

_KNOWN: Final = (
    "Known are hashed, sentence-transformers:MODEL and openai:MODEL "
    "(any server with OpenAI's /embeddings)."
)


class Embedder(Protocol):
    """Makes a vector of each text.

    The vector of a text does not depend on the texts beside it. Its methods may be called from
    any thread.
    """

    @property
    def name(self) -> str:
        """Its name with all that its vectors depend on: version, size, model."""

    @property
    def dimensions(self) -> int:
        """Length of its vectors.

        Raises:
            MemoryUnavailable: The server that knows it does not answer.
        """

    def embed(self, texts: Sequence[str]) -> Vector:
        """One row of length 1 for each text.

        Raises:
            MemoryUnavailable: A server that is to embed them does not answer.
        """


def embedder_named(name: str, *, base_url: str = "") -> Embedder:
    """The embedder of a name: of the settings, or as `Embedder.name` gives it.

    Args:
        name: `hashed`, `hashed-VERSION-DIMENSIONS`, `sentence-transformers:MODEL` (a model of the
            hub, or a folder) or `openai:MODEL`.
        base_url: Address of the server with OpenAI's interface; empty: OpenAI's own.

    Raises:
        InputError: There is none of that name, or what it needs is not there.
    """
    from optimoot.memory.embedders.hashed import hashed_embedder_named

    kind, _, model = name.partition(":")
    if kind == "openai" and model:
        from optimoot.memory.embedders.openai import OpenAIEmbedder

        return OpenAIEmbedder(model, base_url=base_url)
    if kind == "sentence-transformers" and model:
        from optimoot.memory.embedders.sentence_transformers import SentenceTransformersEmbedder

        return SentenceTransformersEmbedder(model)
    hashed = hashed_embedder_named(name)
    if hashed is None:
        raise InputError(f"There is no embedder {name!r}.", remedy=_KNOWN)
    return hashed
