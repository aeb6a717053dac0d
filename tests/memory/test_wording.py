from hypothesis import given
from hypothesis import strategies as st

from optimoot.memory.wording import root_of, skeleton_of, words_of

figures = st.one_of(
    st.integers(0, 10**6).map(str),
    st.integers(0, 10**6).map(lambda n: f"{n:,}"),
    st.floats(0.01, 1e4).map(lambda x: f"{x:.2f}"),
    st.sampled_from(["twelve", "twenty-five", "two hundred", "1.5 million", "three dozen"]),
)


@given(figures, figures)
def test_a_figure_is_a_figure_however_it_is_written(one, other):
    text = "A bakery has {} kilograms of flour; it needs at least {} loaves."
    assert skeleton_of(text.format(one, other)) == skeleton_of(text.format(other, one))
    assert words_of(text.format(one, one)) == words_of(text.format(other, other))


@given(st.text(max_size=200))
def test_any_text_has_words_without_digits(text):
    assert not any(c.isdigit() for word in words_of(text) for c in word if c.isdecimal())


def test_words_are_lower_case_without_figures():
    text = "Twenty Farmers sell the 1st half of 3.5 tonnes (x1 + x2 <= 40)"
    assert words_of(text) == ["farmers", "sell", "the", "of", "tonnes", "x", "x"]


def test_a_sign_goes_with_its_figure_and_a_relation_stays():
    assert skeleton_of("x + 3 <= 5") == skeleton_of("x - 8 <= 0.25")
    assert skeleton_of("x + y <= 5") != skeleton_of("x - y <= 5")
    assert skeleton_of("x + y <= 5") != skeleton_of("x + y >= 5")


def test_ways_to_write_a_sign_are_one():
    assert skeleton_of("3 · x − y") == skeleton_of("3 * x - y")


def test_forms_of_a_word_have_one_root():
    assert {root_of(w) for w in ("ship", "ships", "shipped", "shipping")} == {"ship"}
    assert root_of("factories") == root_of("factory")
    assert root_of("boxes") == root_of("box")
    assert root_of("gas") == "gas"
    assert root_of("process") == "process"
    assert root_of("sell") == root_of("selling")
