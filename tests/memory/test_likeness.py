import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimoot.memory.likeness import (
    LikenessIndex,
    containment,
    is_near_duplicate,
    near_duplicates,
    same_up_to_numbers,
)
from optimoot.memory.wording import words_of

TEXTS = {
    "bakery": "A bakery makes rye bread and white bread. A rye loaf takes 600 g of flour and 20 "
    "minutes of oven time, a white loaf 400 g and 15 minutes. There are 90 kg of flour and 40 "
    "hours of oven time. A rye loaf brings 1.20 euros, a white loaf 0.90 euros. How many of each "
    "should be baked so that profit is highest?",
    "joinery": "Chairs and tables leave a joinery. Each chair needs 3 hours of work and 2 planks, "
    "each table 5 hours and 6 planks; there are 200 hours and 180 planks in a week. What is the "
    "greatest income when chairs fetch $45 and tables $80?",
    "ferry": "A ferry takes cars and lorries across a strait. Its deck has 240 metres of lanes; a "
    "car needs 5 metres, a lorry 16. No more than 12 lorries may be aboard. With fares of 18 and "
    "70 pounds, what load earns most?",
}
texts = st.text(alphabet="ab cd ef,.1 ", max_size=60)


@given(texts, texts)
def test_likeness_is_symmetric_and_between_nothing_and_all(one, other):
    assert containment(one, other) == containment(other, one)
    assert 0 <= containment(one, other) <= 1
    assert containment(one, one) == 1
    assert same_up_to_numbers(one, other) == same_up_to_numbers(other, one)


@given(texts, texts)
def test_what_is_the_same_up_to_numbers_is_a_near_duplicate(one, other):
    assert not same_up_to_numbers(one, other) or containment(one, other) == 1


@pytest.mark.parametrize("name", TEXTS)
def test_other_figures_make_a_near_duplicate_and_no_other_text_is_one(name):
    text = TEXTS[name]
    copy = "".join("7" if c.isdigit() else c for c in text)
    names = list(TEXTS)
    assert same_up_to_numbers(text, copy)
    assert near_duplicates(copy, list(TEXTS.values())) == (names.index(name),)
    assert not is_near_duplicate(copy, [other for key, other in TEXTS.items() if key != name])


def test_other_units_words_or_signs_are_not_the_same_up_to_numbers():
    text = TEXTS["joinery"]
    assert not same_up_to_numbers(text, text.replace("planks", "boards"))
    assert not same_up_to_numbers(text, text.replace("greatest", "least"))
    assert same_up_to_numbers("A car needs 1 hour.", "A car needs 2.5 hours.")
    assert not same_up_to_numbers("x + y >= 3", "x + y <= 3")


def test_a_sentence_more_another_order_or_a_part_is_a_near_duplicate():
    sentences = TEXTS["ferry"].split(". ")
    more = ". ".join([*sentences[:2], "The captain is Norwegian and likes coffee", *sentences[2:]])
    for copy in (more, ". ".join(sentences[::-1]), ". ".join(sentences[:2])):
        assert is_near_duplicate(copy, [TEXTS["ferry"]])
        assert not same_up_to_numbers(copy, TEXTS["ferry"])


def test_a_few_words_that_stand_in_a_longer_text_make_no_near_duplicate():
    assert not is_near_duplicate("so that profit is highest", [TEXTS["bakery"]])
    assert is_near_duplicate("so that profit is highest", ["So that profit is highest!"])


def test_figures_alone_are_like_figures_alone():
    assert containment("12 34", "5") == 1
    assert containment("12 34", "5 loaves") == 0


lists = st.lists(
    st.lists(st.sampled_from("bake sell rye oat mill at most 5 seven".split()), max_size=25).map(
        " ".join
    ),
    max_size=8,
)


@given(lists, st.integers(0, 7))
def test_an_index_finds_the_nearest_text_as_comparing_one_by_one_does(told, place):
    index = LikenessIndex()
    for text in told:
        index.add(text)
    assert len(index) == len(told)

    def nearest(text, among):
        return max((containment(text, one) for one in among if words_of(one)), default=0.0)

    query = "bake rye at most 5 and sell oat"
    assert index.nearest(query) == nearest(query, told)
    if place < len(told) and words_of(told[place]):
        rest = [*told[:place], *told[place + 1 :]]
        assert index.nearest(told[place], but=place) == nearest(told[place], rest)
