"""The extra, with a stand-in for its library, and with the library where it is installed."""

import sys
from types import ModuleType

import numpy as np
import pytest

from optimoot.errors import InputError
from optimoot.memory.embedders.sentence_transformers import SentenceTransformersEmbedder


class Stand:
    def __init__(self, name: str) -> None:
        if name == "absent":
            raise OSError("no such model")

    def encode(self, texts: list[str], *, convert_to_numpy: bool, show_progress_bar: bool):
        return np.array([[len(text), 3.0] for text in texts], dtype=np.float32)


@pytest.fixture
def library(monkeypatch):
    module = ModuleType("sentence_transformers")
    module.SentenceTransformer = Stand
    monkeypatch.setitem(sys.modules, "sentence_transformers", module)


def test_rows_have_length_one(library):
    embedder = SentenceTransformersEmbedder("some/model")
    assert embedder.name == "sentence-transformers:some/model"
    assert embedder.embed(["four", ""]).tolist() == [pytest.approx([0.8, 0.6]), [0.0, 1.0]]
    assert (embedder.dimensions, embedder.embed([]).shape) == (2, (0, 2))


def test_a_model_that_cannot_be_loaded_is_the_users_to_mend(library):
    with pytest.raises(InputError, match="'absent' of sentence-transformers cannot be loaded"):
        SentenceTransformersEmbedder("absent")


def test_the_library_itself_runs_a_model_of_a_folder(tmp_path):
    library = pytest.importorskip("sentence_transformers")
    tokenizers = pytest.importorskip("tokenizers")
    try:
        from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    except ModuleNotFoundError:  # before version 6
        from sentence_transformers.models import StaticEmbedding

    words = {"[UNK]": 0, "ships": 1, "carry": 2, "ore": 3}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel(words, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    weights = np.eye(4, dtype=np.float32) * 5
    library.SentenceTransformer(
        modules=[StaticEmbedding(tokenizer, embedding_weights=weights)], device="cpu"
    ).save(str(tmp_path / "model"))
    embedder = SentenceTransformersEmbedder(str(tmp_path / "model"))
    rows = embedder.embed(["ships carry", "ore", ""])
    assert embedder.dimensions == 4
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert rows[1].tolist() == [0, 0, 0, 1]
