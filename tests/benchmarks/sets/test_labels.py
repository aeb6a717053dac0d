"""Labels: what is read, and what is refused rather than misread."""

import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimoot.benchmarks.sets.labels import is_missing, read_label
from optimoot.errors import InputError


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (12, 12.0),
        (12.5, 12.5),
        ("12.5", 12.5),
        (" 1,200 ", 1200.0),
        ("1,234,567.89", 1234567.89),
        ("1.234,56", 1234.56),
        ("1.200.000", 1200000.0),
        ("1.200", 1.2),
        ("1 200", 1200.0),
        ("1\u202f200\u00a0000", 1200000.0),
        ("1'200", 1200.0),
        ("$12", 12.0),
        ("-$1,200.50", -1200.5),
        ("€ 30", 30.0),
        ("1200 dollars", 1200.0),
        ("5kg", 5.0),
        ("5 km", 5.0),
        ("3 hours per day", 3.0),
        ("\\$1,200", 1200.0),
        ("USD 7", 7.0),
        ("max profit: 310", 310.0),
        ("7/2", 3.5),
        ("-1 / 3", -1 / 3),
        ("1e5", 1e5),
        ("1.5E+06", 1.5e6),
        ("2e-3", 0.002),
        ("\u22125", -5.0),
        ("\u2013 5", -5.0),
        ("+4", 4.0),
        (".5", 0.5),
        ("3.", 3.0),
        ("\u0663", 3.0),
        ([42], 42.0),
        ("[42]", 42.0),
        (["1,000"], 1000.0),
        ("Infeasible", "infeasible"),
        ("No feasible solution.", "infeasible"),
        ("No Best Solution", "no solution"),
        ("unbounded", "unbounded"),
        ("missing", "missing"),
    ],
)
def test_what_is_read(given, expected):
    assert read_label(given) == expected


@pytest.mark.parametrize(
    "given",
    [
        None, "", "  ", "None", "n/a", "?", True, False, math.nan, math.inf, "nan", "inf",
        "-Infinity", "12 %", "12.5%", "1,2", "0,125", "1,20,000", "12,34.5", "3 trucks and 4 vans",
        "x1 = 3, x2 = 4", "[3, 4]", [3, 4], [], {}, {"a": 1}, "7/0", "3/4/5", "about twelve",
        "1e999", "12..5", "1-2", "5 to 10", "<b>12</b>", "12; 13", "(12)",
        "$5k", "5M", "5 million", "1.2 million dollars", "12 thousand", "3 bn", "2 dozen", "12x",
        "minus 5", "negative 5", "about 5", "\u22485", "at least 5", "over 5", "12.5 percent",
        "12 per cent", "5 pct", 10**400, "1" * 400, "1" * 400 + "/3", "1" * 5000 + "/3",
    ],
)  # fmt: skip
def test_what_may_mean_two_things_or_nothing_is_refused(given):
    with pytest.raises(InputError, match="The answer"):
        read_label(given)


@pytest.mark.parametrize("given", [None, "", " ", "None", "N/A"])
def test_a_missing_answer_is_told_as_missing(given):
    assert is_missing(given)
    with pytest.raises(InputError, match="is missing"):
        read_label(given)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_figure_is_read_as_it_is_written(value):
    assert read_label(repr(value)) == value
    assert read_label(value) == value


@given(st.integers(-(10**12), 10**12))
def test_marks_between_thousands_change_nothing(value):
    assert read_label(f"{value:,}") == value
    assert read_label(f"${value:,}") == value
    assert read_label(f"{value:,}".replace(",", " ")) == value


@given(st.text(max_size=40))
def test_any_text_is_a_figure_a_word_or_refused(text):
    with suppress(InputError):  # any other error is a fault
        found = read_label(text)
        assert isinstance(found, str) or math.isfinite(found)
