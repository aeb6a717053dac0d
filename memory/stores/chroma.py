"""What every use of Chroma shares: loaded late, without telemetry, and without an embedder.

Chroma's own default embedder downloads a model at first use. Vectors always come from us, so that
every collection is given one that refuses to embed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from optimoot.memory.store import MemoryUnavailable

if TYPE_CHECKING:
    from chromadb.config import Settings

SEARCH: Final = {
    "hnsw": {"space": "cosine", "ef_construction": 150, "ef_search": 120, "max_neighbors": 16}
}
"""How the graph of neighbours is built and searched; measured in docs/performance.md."""


class ChromaFailed(Exception):
    """Chroma could not do what it was asked; the message says why."""


def quiet_settings() -> Settings:
    """Settings of a client that sends nothing to anybody but its server."""
    from chromadb.config import Settings as ChromaSettings

    return ChromaSettings(
        _env_file=None,
        anonymized_telemetry=False,
        chroma_otel_collection_endpoint="",
        chroma_server_host=None,
        chroma_server_http_port=None,
    )


@cache
def no_embedder() -> Any:
    """An embedding function for collections whose vectors are made elsewhere."""
    from chromadb.api.types import Documents, EmbeddingFunction, Embeddings

    class Elsewhere(EmbeddingFunction[Documents]):
        """Refuses to embed."""

        def __init__(self) -> None:
            """There is nothing to set."""

        def __call__(self, input: Documents) -> Embeddings:  # noqa: A002, ARG002 - Chroma's
            raise MemoryUnavailable("Chroma was asked to embed a text; vectors are made elsewhere.")

        @staticmethod
        def name() -> str:
            return "optimoot-elsewhere"

        def get_config(self) -> dict[str, Any]:
            return {}

        @staticmethod
        def build_from_config(config: dict[str, Any]) -> EmbeddingFunction[Documents]:  # noqa: ARG004
            return Elsewhere()

        def default_space(self) -> Any:
            return "cosine"

    return Elsewhere()


@contextmanager
def chroma_failures() -> Iterator[None]:
    """Turn whatever Chroma raises into ChromaFailed.

    Its Rust core panics on files it cannot read, which is no `Exception`.
    """
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryUnavailable):
        raise
    except BaseException as error:
        raise ChromaFailed(f"{type(error).__name__}: {error}") from error


def similarities(answer: Any) -> list[tuple[str, float]]:
    """Ids with cosine similarity from the answer to a query of one vector."""
    ids, distances = answer["ids"][0], answer["distances"][0]
    return [(name, 1.0 - float(far)) for name, far in zip(ids, distances, strict=True)]
