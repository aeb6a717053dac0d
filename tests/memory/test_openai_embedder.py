"""Embedding by a server on loopback."""

import numpy as np
import pytest
from chat_servers import MISBEHAVIOURS, Exchange, serving

from optimoot.errors import InputError
from optimoot.memory.embedders.openai import OpenAIEmbedder
from optimoot.memory.store import MemoryUnavailable

TEXTS = ["Ships carry ore.", "", "A baker mixes flour." * 1_000]


def vector_of(text: str) -> list[float]:
    return [float(len(text)), 1.0, -2.0]


def embeds(exchange: Exchange) -> None:
    """Answers as OpenAI does, the last text first."""
    data = [
        {"object": "embedding", "index": place, "embedding": vector_of(text)}
        for place, text in enumerate(exchange.body["input"])
    ]
    usage = {"prompt_tokens": 1, "total_tokens": 1}
    exchange.json({"object": "list", "model": "m", "data": data[::-1], "usage": usage})


def embedder(url: str, **options) -> OpenAIEmbedder:
    return OpenAIEmbedder("small", base_url=url, **options)


def test_rows_come_in_the_order_of_the_texts_at_length_one():
    with serving(embeds) as server:
        rows = embedder(server.url).embed(TEXTS)
    expected = np.array([vector_of(TEXTS[0])])
    assert np.allclose(rows[0], expected / np.linalg.norm(expected), atol=1e-6)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert rows.dtype == np.float32


def test_the_server_is_asked_for_its_model_in_plain_numbers_and_no_empty_or_endless_text():
    with serving(embeds) as server:
        embedder(server.url).embed(TEXTS)
    asked = server.exchanges[0].body
    assert (asked["model"], asked["encoding_format"]) == ("small", "float")
    assert all(0 < len(text) <= 8_000 for text in asked["input"])


def test_many_texts_are_sent_in_parts():
    texts = ["x" * (1 + place % 7) for place in range(150)]
    with serving(embeds) as server:
        rows = embedder(server.url).embed(texts)
        assert len(server.exchanges) == 3
        assert np.array_equal(rows[149], embedder(server.url).embed([texts[149]])[0])


def test_the_server_tells_the_length_of_its_vectors_once():
    with serving(embeds) as server:
        one = embedder(server.url)
        assert (one.dimensions, one.dimensions, one.embed([]).shape) == (3, 3, (0, 3))
        assert len(server.exchanges) == 1


def test_a_failure_that_passes_is_tried_again():
    def at_first_busy(exchange: Exchange) -> None:
        exchange.error(503) if exchange.number == 1 else embeds(exchange)

    with serving(at_first_busy) as server:
        assert embedder(server.url).embed(["Ships."]).shape == (1, 3)


def short(exchange: Exchange) -> None:
    exchange.json({"object": "list", "data": []})


def nothing(exchange: Exchange) -> None:
    exchange.json({"object": "list", "data": [{"index": 0, "embedding": None}]})


@pytest.mark.parametrize("respond", [*MISBEHAVIOURS.values(), short, nothing])
def test_a_server_that_misbehaves_makes_memory_unavailable(respond):
    with serving(respond) as server, pytest.raises(MemoryUnavailable, match="'openai:small' at"):
        embedder(server.url, timeout=0.5, attempts=1).embed(["Ships."])


def test_a_server_that_is_not_there_makes_memory_unavailable():
    with serving(embeds) as server:
        pass
    with pytest.raises(MemoryUnavailable, match="cannot be used"):
        embedder(server.url, attempts=1).embed(["Ships."])


def test_openai_itself_wants_a_key(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(InputError, match="OPENAI_API_KEY is not set"):
        OpenAIEmbedder("text-embedding-3-small")
