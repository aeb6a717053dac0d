import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimoot.errors import InputError
from optimoot.memory.embedders.concepts import concepts_of
from optimoot.memory.embedders.hashed import HashedEmbedder, hashed_embedder_named

texts = st.lists(st.text(max_size=80), min_size=1, max_size=6)
HAULING = "Trucks carry coal from two mines to four power plants at the lowest cost."
EMBEDDER = HashedEmbedder()


def cosine(one: str, other: str) -> float:
    first, second = EMBEDDER.embed([one, other])
    return float(first @ second)


@given(texts, st.sampled_from([1, 7, 512]))
def test_rows_have_length_one(given_texts, dimensions):
    rows = HashedEmbedder(dimensions).embed(given_texts)
    assert rows.shape == (len(given_texts), dimensions)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


@given(texts, st.randoms())
def test_a_row_does_not_depend_on_the_texts_beside_it(given_texts, chance):
    order = list(range(len(given_texts)))
    chance.shuffle(order)
    rows = EMBEDDER.embed(given_texts)
    shuffled = EMBEDDER.embed([given_texts[place] for place in order])
    assert np.array_equal(shuffled, rows[order])
    assert np.array_equal(EMBEDDER.embed([given_texts[0]])[0], rows[0])


@given(st.lists(st.sampled_from("depot truck ships goods at least profit".split()), max_size=20))
def test_the_order_of_words_does_not_count(words):
    forward, backward = EMBEDDER.embed([" ".join(words), " ".join(reversed(words))])
    assert np.array_equal(forward, backward)


@given(st.integers(0, 10**9), st.decimals(0, 10**4, places=2), st.sampled_from(["five", "dozen"]))
def test_figures_do_not_count(whole, decimal, word):
    text = "A shop sells {} chairs at {} dollars and {} tables."
    rows = EMBEDDER.embed([text.format(whole, decimal, word), text.format(1, 2, 3)])
    assert np.array_equal(rows[0], rows[1])


def test_another_process_makes_the_same_vectors():
    script = (
        "from optimoot.memory.embedders.hashed import HashedEmbedder as H;"
        f"print(H().embed([{HAULING!r}]).tobytes().hex())"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert told.stdout.strip() == EMBEDDER.embed([HAULING]).tobytes().hex(), told.stderr


def test_a_text_without_words_is_a_unit_vector():
    row = EMBEDDER.embed(["", "12 + 34"])
    assert row[:, 0].tolist() == [1, 1]


def test_other_words_for_the_same_are_nearer_than_another_matter():
    told_anew = "Lorries deliver ore from pits to factories as cheaply as possible."
    other = "Nurses work shifts from Monday to Sunday; hire as few as possible."
    assert cosine(HAULING, told_anew) > cosine(HAULING, other) + 0.1


def test_a_slip_of_the_pen_changes_little():
    assert cosine(HAULING, HAULING.replace("plants", "plnats")) > 0.8


def test_concepts_join_forms_of_words():
    assert concepts_of("shipping") == concepts_of("ships") == concepts_of("deliveries")
    assert concepts_of("although") == ()


def test_names_are_read_as_they_are_given():
    assert hashed_embedder_named("hashed").name == HashedEmbedder().name
    assert hashed_embedder_named("hashed-2-64").dimensions == 64
    assert hashed_embedder_named("hashed-2-0") is None
    assert hashed_embedder_named("hashed-2") is None


def test_another_version_is_refused_with_the_command_that_embeds_again():
    with pytest.raises(InputError, match="memory rebuild --embedder hashed-2-512"):
        hashed_embedder_named("hashed-1-512")
