"""Staff around the week told in prose."""

import pytest

from optimoot.agents.builtin.reading import NotRead

KENNEL = (
    "A kennel needs 6 keepers on Monday, 4 on Tuesday, 5 on Wednesday, 4 on Thursday, 7 on Friday, "
    "9 on Saturday and 8 on Sunday. Each keeper works five days in a row and then has two days "
    "off. {}What is the smallest number of keepers?"
)


def least(needs, worked):
    """The fewest by trying all starts up to the greatest need."""
    from itertools import product

    best = None
    for starts in product(range(max(needs) + 1), repeat=7):
        if best is not None and sum(starts) >= best:
            continue
        if all(sum(starts[(d - k) % 7] for k in range(worked)) >= needs[d] for d in range(7)):
            best = sum(starts)
    return best


def test_reads_a_week(optimum):
    assert optimum(KENNEL.format("")) == ("shifts around a cycle", pytest.approx(9))


def test_small_weeks_agree_with_trying_all_starts(optimum):
    text = (
        "Guides wanted at a cave: 1 on Monday, 2 on Tuesday, 1 on Wednesday, 3 on Thursday, 1 on "
        "Friday, 2 on Saturday, 2 on Sunday. Everyone works four consecutive days and then has "
        "three days off. How few guides are enough? Use as few as possible."
    )
    title, objective = optimum(text)
    assert title == "shifts around a cycle"
    assert objective == pytest.approx(least((1, 2, 1, 3, 1, 2, 2), 4))


@pytest.mark.parametrize(
    "twist",
    [
        "Keepers earn 90 a day, and 120 on Sunday. ",
        "Part-time keepers work two days. ",
        "Nobody may begin on a Sunday. ",
        "Two keepers are already employed. ",
        "Every third keeper is ill. ",
        "At most three keepers can begin on the same day. ",
    ],
)
def test_a_rule_that_no_role_knows_makes_it_abstain(read, twist):
    reading = read(KENNEL.format(twist))
    assert isinstance(reading, NotRead) or reading.tentative


def test_a_rhythm_that_makes_no_week_is_no_sure_reading(read):
    reading = read(KENNEL.format("").replace("two days off", "three days off"))
    assert isinstance(reading, NotRead) or reading.tentative


def test_reads_needs_in_a_row_and_one_day_of_rest(optimum):
    text = (
        "A lock is open from Monday to Sunday. It needs 2, 1, 3, 2, 4, 3 and 2 keepers on those "
        "days. Keepers work six days on the trot and rest on the seventh. What is the smallest "
        "number of keepers?"
    )
    assert optimum(text)[1] == pytest.approx(least((2, 1, 3, 2, 4, 3, 2), 6))


@pytest.mark.parametrize("rest", ["rest on the sixth", "rest on the seventh if they wish"])
def test_a_rest_that_makes_no_week_is_no_sure_reading(read, rest):
    text = (
        "A lock is open from Monday to Sunday. It needs 2, 1, 3, 2, 4, 3 and 2 keepers on those "
        f"days. Keepers work six days on the trot and {rest}. What is the least number of keepers?"
    )
    reading = read(text)
    assert isinstance(reading, NotRead) or reading.tentative
