"""Which way a question asks to go."""

import pytest

from optimoot.agents.archetypes.asked import asked_sense
from optimoot.formulation import Sense


@pytest.mark.parametrize(
    ("question", "sense"),
    [
        ("How cheaply can it be done?", Sense.MINIMIZE),
        ("How much does a tonne cost at least?", Sense.MINIMIZE),
        ("What can she earn at most?", Sense.MAXIMIZE),
        ("Minimise the cost.", Sense.MINIMIZE),
        ("How many are there?", None),
    ],
)
def test_reads_which_way_a_question_asks_to_go(case, question, sense):
    assert asked_sense(case(f"Pots cost $4 each. {question}")) is sense
