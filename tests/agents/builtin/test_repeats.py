"""Statements that a text makes twice, the second time with another figure."""

import pytest

from optimoot.agents.builtin.hazards import find_hazards
from optimoot.agents.builtin.repeats import told_anew
from optimoot.agents.builtin.text import read_text
from optimoot.intake import make_problem

LOOMS = "A rug takes 4 hours at the loom and a scarf takes 3 hours at the loom. "


def sentences(text):
    return read_text(make_problem(text))


def test_one_figure_that_changed_contradicts_the_first_telling():
    again = LOOMS.replace("3 hours", "5 hours")
    ((token, sentence),) = told_anew(sentences(LOOMS + again))
    assert (token.text, sentence.index) == ("5", 1)
    kinds = {hazard.kind for hazard in find_hazards(sentences(LOOMS + again), frozenset())}
    assert "told anew" in kinds


@pytest.mark.parametrize(
    "text",
    [
        LOOMS + LOOMS,
        LOOMS + LOOMS.replace("4", "7").replace("3", "6"),
        "Depot 1 sends at most 40 crates to town. Depot 2 sends at most 40 crates to town.",
        LOOMS + LOOMS.replace("scarf", "shawl").replace("3", "2"),
    ],
)
def test_the_same_again_labels_and_other_things_do_not(text):
    assert not list(told_anew(sentences(text)))
