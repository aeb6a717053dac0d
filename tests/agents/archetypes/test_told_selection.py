"""Choosing among things that a text tells one after the other."""

import pytest

from optimoot.agents.builtin.reading import NotRead

RAFT = (
    "A castaway builds a raft and wants what he takes along to be worth as much as possible. It "
    "carries 40 kg and has room for 30 litres. Within reach are a barrel (20 kg, 18 litres, worth "
    "50), a net (8 kg, 6 l, worth 18), a stove (14 kg, 9 l, 33), a tent (11 kg, 12 l, 30) and a "
    "chest (16 kg, 10 l, 35). {}What is the greatest total worth?"
)
SHOWS = (
    "A festival picks its shows. The comedy costs 40 thousand euros and sells 9 thousand tickets; "
    "the opera costs 90 thousand and sells 15 thousand; the ballet costs 60 thousand and sells 11 "
    "thousand; the revue costs 35 thousand and sells 6 thousand. The budget is 140 thousand euros. "
    "{}How many thousand tickets can be sold at most?"
)


@pytest.mark.parametrize(
    ("text", "objective"),
    [
        (RAFT.format(""), 35 + 33 + 18),
        (RAFT.format("The stove and the chest cannot both be taken. "), 50 + 35),
        (RAFT.format("The stove is of no use without the tent. "), 50 + 35),
        (SHOWS.format(""), 26),
        (SHOWS.format("At least three shows must be put on. "), 26),
        (SHOWS.format("The comedy and the ballet exclude each other. "), 24),
    ],
    ids="raft raft-excludes raft-needs shows shows-count shows-excludes".split(),
)
def test_reads_a_selection(optimum, text, objective):
    assert optimum(text) == ("selection of things", pytest.approx(objective))


@pytest.mark.parametrize(
    "twist",
    [
        "The barrel leaks and loses a third of its worth. ",
        "Two tents are at hand. ",
        "The net can be cut into parts. ",
        "At least 10 kg of ballast is needed. ",
        "If the tent is taken, the stove or the net must be too. ",
        "The chest has to come along. ",
        "A second raft carries another 25 kg. ",
        "With both stove and tent on board he gains 12 more. ",
    ],
)
def test_a_rule_that_no_role_knows_makes_it_abstain(read, twist):
    reading = read(RAFT.format(twist))
    assert isinstance(reading, NotRead) or reading.tentative


def test_reads_exclusions_of_things_called_by_a_word_of_their_names(optimum):
    text = (
        "A barge takes 30 tonnes and 50 cubic metres. Waiting are olive oil (12 tonnes, 15 cubic "
        "metres, freight 900 euros), red wine (10 tonnes, 20 cubic metres, freight 1,000 euros), "
        "tin (16 tonnes, 9 cubic metres, 1,100 euros) and felt (5 tonnes, 30 cubic metres, 700 "
        "euros). Each goes as a whole or stays behind. The owners will not have both oil and wine "
        "on board. What is the greatest freight?"
    )
    assert optimum(text) == ("selection of things", pytest.approx(1000 + 1100))
