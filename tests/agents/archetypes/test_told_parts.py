"""Prose cut into parts, each about one thing."""

import pytest

from optimoot.agents.archetypes.told_parts import parts_of


def _named(*texts):
    return [(part.name, part.sentence) for part in parts_of(texts)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("oats have @p0 protein and cost @m1 a sack ; rye has @p2 protein .", ["oats", "rye"]),
        ("crude a ( octane @n0 , @m1 a barrel ) and crude b ( octane @n2 ) .", "crude a,crude b"),
        ("red clay : @p0 sand , @m1 a tonne .", ["red clay"]),
        ("the mix must hold between @p0 and @p1 fat , oats none .", ["mix"]),
        ("only @n0 kg of oats are in store .", [""]),
        ("it costs @m0 .", [""]),
    ],
)
def test_a_name_with_a_verb_a_colon_or_a_bracket_begins_a_part(text, names):
    names = names.split(",") if isinstance(names, str) else names
    assert [name for name, _ in _named(text)] == names


def test_parts_keep_all_words_and_their_sentence():
    texts = ("oats have @p0 protein , rye has @p1 protein .", "at most @n2 kg of rye can be had .")
    found = parts_of(texts)
    assert [part.sentence for part in found] == [0, 0, 1]
    assert " ".join(part.text for part in found) == " ".join(texts)
