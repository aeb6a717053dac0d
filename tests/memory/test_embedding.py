import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from optimoot.errors import InputError, MissingExtraError
from optimoot.memory.embedders.hashed import HashedEmbedder
from optimoot.memory.embedders.rows import unit_rows
from optimoot.memory.embedding import embedder_named
from optimoot.memory.store import MemoryUnavailable


@pytest.mark.parametrize("name", ["hashed", "hashed-2-128"])
def test_the_default_needs_nothing(name):
    assert isinstance(embedder_named(name), HashedEmbedder)


def test_a_name_given_back_makes_the_same_embedder():
    made = embedder_named("openai:small", base_url="http://localhost:1/v1")
    assert made.name == "openai:small"
    assert embedder_named(HashedEmbedder(96).name).dimensions == 96


@pytest.mark.parametrize("name", ["", "hashing", "openai", "openai:", "sentence-transformers:"])
def test_an_unknown_name_is_refused_with_the_known_ones(name):
    with pytest.raises(InputError, match="sentence-transformers:MODEL and openai:MODEL"):
        embedder_named(name)


def test_a_missing_extra_is_named_with_its_command(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "sentence_transformers", None)
    with pytest.raises(MissingExtraError, match=r"optimoot\[sentence-transformers\]"):
        embedder_named("sentence-transformers:all-MiniLM-L6-v2")


@given(arrays(np.float64, (3, 4), elements=st.floats(-1e300, 1e300)))
def test_rows_of_any_length_become_unit_rows(given_rows):
    rows = unit_rows(given_rows, 3, maker="it")
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


@pytest.mark.parametrize(
    "rows",
    [
        [[1.0, 2.0]],
        [[1.0], [float("nan")]],
        [[1.0], [2.0, 3.0]],
        [["a"], ["b"]],
        [[], []],
        3.0,
        None,
    ],
)
def test_what_is_no_rows_is_refused(rows):
    with pytest.raises(MemoryUnavailable, match="it gave no"):
        unit_rows(rows, 2, maker="it")
