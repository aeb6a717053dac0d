"""Every numeric literal of a text, in digits or in words."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimoot.numerals import find_numbers
from optimoot.problem import NumberKind


def values(text):
    return [(number.text, number.value) for number in find_numbers(text)]


def kinds(text):
    return [(number.value, number.kind.value) for number in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("1,200", 1200),
        ("12,345,678.5", 12345678.5),
        ("0.25", 0.25),
        (".5", 0.5),
        ("1e3", 1000),
        ("2.5e-2", 0.025),
        ("10^6", 1e6),
        ("10^{3}", 1000),
        ("1{,}500", 1500),
        ("1\u00a0500", 1500),
        ("٤٢", 42),
        ("\uff11\uff12", 12),
        ("3/4", 0.75),
        ("2 1/2", 2.5),
        ("½", 0.5),
        ("2½", 2.5),
        (r"\frac{1}{4}", 0.25),
        ("1.5 million", 1.5e6),
        ("2k", 2000),
        ("26 thousand", 26000),
        ("fifteen", 15),
        ("twenty-five", 25),
        ("one hundred and twenty-five", 125),
        ("two thousand five hundred", 2500),
        ("three million two hundred thousand", 3.2e6),
        ("a hundred", 100),
        ("half a million", 5e5),
        ("two and a half", 2.5),
        ("fifteen point five", 15.5),
    ],
)
def test_a_literal_alone(text, value):
    found = find_numbers(text)
    assert [number.value for number in found] == [pytest.approx(value)]
    assert found[0].text == text
    assert found[0].kind in (NumberKind.PLAIN, NumberKind.FRACTION)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$2.50 each", [(2.5, "money")]),
        (r"\$2,000 a week", [(2000, "money")]),
        (r"$\$5000$ a week", [(5000, "money")]),
        ("it is $300$ units", [(300, "plain")]),
        ("€40 or 40 euros", [(40, "money"), (40, "money")]),
        ("$5M", [(5e6, "money")]),
        ("30% or 30 percent or thirty per cent", [(30, "percent")] * 3),
        (r"15\% of it", [(15, "percent")]),
        ("half of it, a third of it, two thirds", [(0.5, "fraction"), (1 / 3, "fraction"),
                                                   (2 / 3, "fraction")]),
        ("three-quarters of it", [(0.75, "fraction")]),
        ("twice as many", [(2, "multiple")]),
        ("three times the load", [(3, "multiple")]),
        ("2.5 times as much", [(2.5, "multiple")]),
        ("double the number", [(2, "multiple")]),
        ("X (doubled)", [(2, "multiple")]),
        ("a ten-fold rise", [(10, "multiple")]),
        ("a dozen eggs", [(12, "count_word")]),
        ("the first of them", [(1, "ordinal")]),
        ("the 2nd one", [(2, "ordinal")]),
    ],
)  # fmt: skip
def test_how_a_number_is_written(text, expected):
    assert kinds(text) == [(pytest.approx(value), kind) for value, kind in expected]


@pytest.mark.parametrize(
    "text",
    [
        "x1 + x_2 and X_{3}",
        "vitamin D3",
        "COVID-19",
        "a 3D print",
        "x^2",
        "a small one and the other one",
        "one of the best",
        "one by one",
        "none of the tenths of seconds",
        "a double room",
        "each second counts",
    ],
)
def test_no_number(text):
    assert find_numbers(text) == ()


def test_coefficients_of_algebra_are_numbers_and_subscripts_are_not():
    assert [value for _, value in values("2x_1 + 0.5y - 3x_{12} >= 10")] == [2, 0.5, 3, 10]


def test_figures_after_a_letter_and_a_minus_are_no_part_of_a_name():
    assert [value for _, value in values("(x-3.4)^2 + 5x-3y")] == [3.4, 5, 3]
    assert [value for _, value in values("vitamin B-12 and 7")] == [7]


def test_a_letter_before_an_operation_is_no_magnitude():
    assert [value for _, value in values("3k + 2m <= 5k + 6")] == [3, 2, 5, 6]
    assert values("a loan of 5k") == [("5k", 5000)]


def test_a_dollar_sign_before_a_coefficient_opens_mathematics():
    assert kinds(r"$4x_{1}-x_{2}\leq10$") == [(4, "plain"), (10, "plain")]
    assert kinds("$3y$, $4k and $5m") == [(3, "plain"), (4000, "money"), (5e6, "money")]
    assert values(r"x_{1}\geq0, x_{2}\leq3") == [("0", 0), ("3", 3)]


def test_points_in_brackets_are_pairs_where_the_text_speaks_of_places():
    told = "The coordinates of the shops are (52,141) and (17,200)."
    assert [value for _, value in values(told)] == [52, 141, 17, 200]
    assert values("The debts are large (52,141) and (17,200).") == [
        ("52,141", 52141),
        ("17,200", 17200),
    ]


def test_frequencies_are_no_multiples():
    assert kinds("five times a day") == [(5, "plain")]


def test_ranges_give_two_numbers_and_signs_one():
    assert [value for _, value in values("0-24 hours, [0 -1500], 10–20")] == [
        0,
        24,
        0,
        1500,
        10,
        20,
    ]
    assert [value for _, value in values("not below -500 units")] == [-500]
    assert [value for _, value in values("- 5 units\n-7 units")] == [5, 7]


def test_commas_in_tight_brackets_separate():
    assert [value for _, value in values("[100,200,300]")] == [100, 200, 300]
    assert [value for _, value in values("[1,000, 2,000]")] == [1000, 2000]


def test_labels_are_ordinals_and_quantities_are_not():
    text = (
        "Factory 1 makes 5 pumps and factory 2 makes 6. Table 3.1 and Table 1-2 list them. "
        "A van takes 1 driver and 2 guards."
    )
    ordinals = [n.text for n in find_numbers(text) if n.kind is NumberKind.ORDINAL]
    assert ordinals == ["1", "2", "3.1", "1", "2"]
    assert [n.value for n in find_numbers(text) if n.kind is NumberKind.PLAIN] == [5, 6, 1, 2]


def test_what_each_of_a_kind_takes_is_no_label():
    text = (
        "A chair takes 2 hours and each table 5 hours. A stool needs a screw 1 cm long, a step 30 "
        "cm deep and a step 20 cm wide. Every box 1 kg, every box 2 litres."
    )
    assert not [n.text for n in find_numbers(text) if n.kind is NumberKind.ORDINAL]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Alpha is sold at 4 pounds and Beta for 5 pounds a litre.", NumberKind.MONEY),
        ("It costs £3, and the boat another 20 pounds a day.", NumberKind.MONEY),
        ("A crate weighs 4 pounds and costs $3, a sack 5 pounds.", NumberKind.PLAIN),
        ("It costs 3 a day, and a bag holds 40 pounds.", NumberKind.PLAIN),
        ("A loaf costs 2 francs, a roll 1 franc.", NumberKind.MONEY),
    ],
)
def test_pounds_are_money_where_something_is_paid_in_them(text: str, kind: NumberKind):
    told = [n for n in find_numbers(text) if "pound" in n.text + text[n.end : n.end + 6]]
    told = told or list(find_numbers(text))
    assert {n.kind for n in told} == {kind}


def test_numbers_beside_units_and_hyphens():
    assert [value for _, value in values("85kWh, 12g, a 10-gallon drum, an eight-hour shift")] == [
        85,
        12,
        10,
        8,
    ]


def test_between_two_spelled_numbers_and_is_no_part_of_either():
    assert [value for _, value in values("between one hundred and two hundred")] == [100, 200]


def test_ids_count_in_the_order_of_the_text():
    assert [number.id for number in find_numbers("3 cats, four dogs, $5")] == ["N1", "N2", "N3"]


WORDS = st.sampled_from(
    "a one two twenty hundred thousand million half third and - , . % $ \\$ 12 3.5 1,000 / x1 "
    "times percent ( ) [ ] { } \\frac ^ ² ½ ٣ − \n dozen twice".split(" ")
)


@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)))
def test_any_text_gives_spans_that_say_what_they_hold(text):
    found = find_numbers(text)
    end = 0
    for number in found:
        assert end <= number.start < number.end <= len(text)
        assert text[number.start : number.end] == number.text
        assert math.isfinite(number.value)
        end = number.end


@given(st.integers(min_value=0, max_value=10**9))
def test_digits_with_and_without_separators_agree(value):
    assert [v for _, v in values(f"about {value:,} units")] == [value]
    assert [v for _, v in values(f"about {value} units")] == [value]


@given(st.integers(min_value=1, max_value=99), st.sampled_from(["hundred", "thousand", "million"]))
def test_magnitudes_multiply(value, word):
    factor = {"hundred": 100, "thousand": 1000, "million": 10**6}[word]
    assert [v for _, v in values(f"{value} {word} bolts")] == [value * factor]


def test_a_long_text_is_read_to_its_end():
    text = "Each pallet holds 1,250 bricks; " * 20_000 + "the last number is forty-two."
    found = find_numbers(text)
    assert len(found) == 20_001
    assert found[-1].value == 42


def test_rows_of_comma_separated_data_hold_one_figure_a_cell():
    text = "product,profit,press,drill\nA,30,2,1\navailable,,150,120\n"
    assert [n.value for n in find_numbers(text)] == [30, 2, 1, 150, 120]


def test_a_lone_line_keeps_its_thousands():
    assert [n.value for n in find_numbers("We have 150,120 g, 1,200 kg and 3,000 l.")] == [
        150120,
        1200,
        3000,
    ]


@pytest.mark.parametrize(
    "text",
    [
        r"it makes $10 \ \mathrm{kg}$ an hour",
        r"$10 \mathrm{h}$ a week",
        r"$10 \leq x$",
    ],
)
def test_a_dollar_sign_that_opens_mathematics_is_no_money(text: str) -> None:
    (number,) = find_numbers(text)
    assert (number.text, number.kind) == ("10", NumberKind.PLAIN)


def test_a_dollar_sign_before_an_escaped_line_end_is_money() -> None:
    (number,) = find_numbers(r"It costs $10\nA car is dearer.")
    assert number.kind is NumberKind.MONEY


def test_a_quarter_more_is_a_figure() -> None:
    assert [n.value for n in find_numbers("They work an hour and a quarter each.")] == [0.25]
    assert not find_numbers("They work in a quarter where it is loud.")
