"""Tokens and sentences, with offsets into the original."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from optimoot.agents.builtin.text import Kind, read_text, stem
from optimoot.intake import make_problem


def sentences(text):
    return read_text(make_problem(text))


def words(text):
    return [[token.text for token in sentence.tokens] for sentence in sentences(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One sentence. Another one.", 2),
        ("It is 2.5 km long. Mrs. Lee runs 3.1 km of it.", 2),
        ("Rules:\n- The first is short.\n- The second is long.", 3),
        (r"Rules:\n- The first is short.\n- The second is long.", 3),
        ("The load is at least 10.- Moreover it is at most 20.", 2),
        ("A line that\nis wrapped goes on.", 1),
        ("First part; second part", 2),
        ("How many? Tell me!", 2),
        ("100 sq. feet of space", 1),
    ],
)
def test_where_sentences_end(text, count):
    assert len(sentences(text)) == count


def test_what_carries_no_meaning_is_dropped():
    assert words(r"The **cost** of $X_1$ is \$5, of $X_{2}$ it's $\$6$") == [
        ["the", "cost", "of", "x1", "is", r"\$5", ",", "of", "x2", "it", r"\$6"]
    ]


def test_negations_and_signs_are_told_apart():
    assert words(r"It cannot, can't and won't be $x - y \geq 0$")[0] == (
        "it can not , can not and will not be x - y >= 0".split()
    )


def test_hyphens_join():
    tokens = sentences("a part-time worker")[0].tokens
    assert [(token.text, token.joined) for token in tokens[1:3]] == [
        ("part", False),
        ("time", True),
    ]


def test_quotes_are_the_texts_own_words():
    text = "Make chairs.  Each takes\n2 hours! Why?"
    assert all(sentence.quote in text for sentence in sentences(text))
    assert sentences(text)[2].question


def test_numbers_are_tokens_and_labels_are_words():
    tokens = sentences("Machine 1 makes 1,200 lids and machine 2 makes 40.")[0].tokens
    kinds = {token.text: token.kind for token in tokens}
    assert kinds["1"] is Kind.WORD
    assert kinds["1,200"] is Kind.NUMBER


def test_inflections_share_a_stem():
    assert stem("requires") == stem("required")
    assert stem("loaves") == stem("loaf")
    assert stem("x1") == "x1"


def test_words_keep_their_stems_where_readers_stem_at_once():
    endings = ("ing", "ed", "ations", "fulness", "izers", "ously")
    words = [f"{first}{second}el{ending}" for first in "abcdfgklmn" for second in "aeiou" * 8
             for ending in endings]  # fmt: skip
    alone = [stem.__wrapped__(word) for word in words]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(stem.__wrapped__, words * 6))
    assert together == alone * 6


@pytest.mark.parametrize(("many", "one"), [("geese", "goose"), ("mice", "mouse"), ("men", "man")])
def test_irregular_plurals_have_the_stem_of_one(many, one):
    assert stem(many) == stem(one)


def test_a_capital_line_behind_a_bullet_is_a_sentence():
    sentences = read_text(make_problem("- lamp: 3 bulbs\n- lantern: 2 bulbs\nAvailable: 90 bulbs"))
    assert [sentence.quote for sentence in sentences][-2:] == [
        "lantern: 2 bulbs",
        "Available: 90 bulbs",
    ]
