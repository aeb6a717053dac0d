"""An embedder that is a model of the library sentence-transformers, run on this machine.

An extra: the library brings PyTorch, and fetches a model when it is first used.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from optimoot.errors import InputError, MissingExtraError
from optimoot.memory.embedders.rows import unit_rows
from optimoot.memory.store import Vector


class SentenceTransformersEmbedder:
    """Vectors of a local model.

    Args:
        model: Name on the hub, or a folder that holds the model.

    Raises:
        MissingExtraError: The library is not installed.
        InputError: The model cannot be loaded.
    """

    def __init__(self, model: str) -> None:
        try:
            from sentence_transformers import SentenceTransformer
        except ModuleNotFoundError as error:
            part = f"The embedder 'sentence-transformers:{model}'"
            raise MissingExtraError(part, "sentence-transformers") from error
        self._name, self._lock = model, threading.Lock()
        try:
            self._model: Any = SentenceTransformer(model)
        except (OSError, ValueError, RuntimeError) as error:
            raise InputError(
                f"The model {model!r} of sentence-transformers cannot be loaded: {error}",
                remedy="Give a name on the hub, or a folder that holds a model.",
            ) from error

    @property
    def name(self) -> str:
        """`sentence-transformers:MODEL`."""
        return f"sentence-transformers:{self._name}"

    @cached_property
    def dimensions(self) -> int:
        """Length of its vectors."""
        return int(self.embed([""]).shape[1])

    def embed(self, texts: Sequence[str]) -> Vector:
        """One row of length 1 for each text."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        with self._lock:  # tokenizers may not be shared by threads
            rows = self._model.encode(list(texts), convert_to_numpy=True, show_progress_bar=False)
        return unit_rows(rows, len(texts), maker=f"The embedder {self.name!r}")
