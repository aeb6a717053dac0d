"""Tasks given to people, the figures of each person on a line."""

import pytest

from optimoot.agents.builtin.reading import NotRead

SWIMMERS = (
    "A coach must name one swimmer for each leg of a relay, and each swims exactly one leg. "
    "The times in seconds are:\n\n"
    "Ida: crawl 52, butterfly 60, breast 71, back 63\n"
    "Jun: crawl 54, butterfly 58, breast 69, back 61\n"
    "Kaya: crawl 55, butterfly 64, breast 66, back 65\n"
    "{}\n\n"
    "{}What is the least total time?"
)
LEA = "Lea: crawl 53, butterfly 61, breast 72, back 60"


@pytest.mark.parametrize(
    ("last", "remark", "objective"),
    [
        (LEA, "", 52 + 58 + 66 + 60),
        ("Lea: crawl 53, butterfly 61, breast 72 (she does not swim back)", "", 53 + 60 + 66 + 61),
        (LEA, "Kaya refuses to swim breast. ", 55 + 60 + 69 + 60),
    ],
    ids=["all", "missing", "barred"],
)
def test_reads_an_assignment(optimum, last, remark, objective):
    text = SWIMMERS.format(last, remark)
    assert optimum(text) == ("assignment told line by line", pytest.approx(objective))


@pytest.mark.parametrize(
    ("last", "remark"),
    [
        ("Lea: crawl 53, butterfly 61, breast 72", ""),
        (LEA, "Ida would rather swim crawl or back. "),
        (LEA, "If Ida swims crawl, Jun cannot swim back. "),
        (LEA, "Lea can swim two legs if she likes. "),
        (LEA, "Jun and Kaya are both to swim before Lea. "),
        (LEA, "After butterfly, four seconds are added for the change. "),
    ],
)
def test_it_abstains_from_what_bars_no_pair_clearly(read, last, remark):
    reading = read(SWIMMERS.format(last, remark))
    assert isinstance(reading, NotRead) or reading.tentative


SINGERS = (
    "Each of the three singers sings exactly one of the three songs. Points from 0 to 20: Vera "
    "gets 9 for the hymn, 7 for the waltz and 14 for the march. Will gets 16, 8 and 15 for the "
    "same songs. Xenia gets 5, 11 and 12. {}Assign the songs so that the sum of the points is "
    "as high as possible."
)


def test_reads_rows_in_sentences_and_a_goal_behind_so_that(optimum):
    assert optimum(SINGERS.format("")) == (
        "assignment told line by line",
        pytest.approx(14 + 16 + 11),
    )


@pytest.mark.parametrize(
    "twist",
    ["Xenia's points count twice. ", "Will sings two songs. ", "Vera sings before Will. "],
)
def test_it_abstains_from_what_changes_a_row(read, twist):
    reading = read(SINGERS.format(twist))
    assert isinstance(reading, NotRead) or reading.tentative
