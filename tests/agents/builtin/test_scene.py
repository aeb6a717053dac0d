"""Sentences that only set the scene, and conditions that look like them."""

import pytest

from optimoot.agents.builtin.casting import find_casts
from optimoot.agents.builtin.scenes import is_scene
from optimoot.agents.builtin.tagging import Tagger
from optimoot.agents.builtin.text import read_text
from optimoot.intake import make_problem

TOLD = " A yard builds kayaks and canoes. Each kayak earns $5 and each canoe earns $4."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("When the storm passed, a yard opened by the lake.", True),
        ("Whenever guests arrive, the lake wakes up.", True),
        ("When a kayak is built, a canoe is built.", False),
        ("When the lake freezes, the yard must close.", False),
        ("When the lake freezes, 20 hours are lost.", False),
        ("If the lake freezes, none is sold.", False),
        ("When the storm passed, what did the yard do?", False),
    ],
)
def test_a_scene_names_nothing_and_binds_nobody(sentence, expected):
    sentences = read_text(make_problem(sentence + TOLD))
    cast = find_casts(sentences, 1)[0]
    assert is_scene(Tagger(cast).clause(sentences[0]), cast.family) is expected
