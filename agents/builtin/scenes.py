"""Scenes: sentences that only tell where and when, and say nothing of what is decided on.

"When the flood cut off the valley, a relief team set up a camp" begins like a condition. It is none
where it holds no figure, names none of the things to decide on, and binds nobody.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.atoms import Clause
from optimoot.agents.builtin.marks import NEGATIONS, Role

_BINDING: Final = (
    lexicon.MODALS
    | NEGATIONS
    | lexicon.EACHES
    | frozenset(
        "only always unless except need needs has have required requires allowed permitted "
        "forbidden all both either none they them it those these then otherwise".split()
    )
)
"""Words by which a sentence without figures may bind, or speak of what was named before."""


def is_scene(clause: Clause, own_words: Collection[str]) -> bool:
    """Whether a sentence only sets the scene.

    Args:
        clause: The sentence, tagged with the items that a reader found.
        own_words: Stems that name the items, one of them or all.
    """
    if clause.sentence.question:
        return False
    if any(atom.role in (Role.ITEM, Role.COMPARE) for atom in clause.atoms):
        return False
    return not any(
        token.number is not None or token.text in _BINDING or token.stem in own_words
        for token in clause.sentence.tokens
    )
