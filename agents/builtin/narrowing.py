"""Bounds on some of the things of a kind only: "10 blue vans", "10 vans with a rack"."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from optimoot.agents.builtin.atoms import Atom, Clause
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.phrases import is_content

_FOLLOWING: Final = frozenset("with without having that which who on before after".split())


def narrows(clause: Clause, own_words: Collection[str]) -> bool:
    """Whether a comparison in the clause bounds things that words beside them tell apart.

    Args:
        clause: What is looked at.
        own_words: Stems that name the items, one of them or all.
    """
    marks = clause.marks
    return any(
        (first.role, second.role, third.role) == (Role.COMPARE, Role.NUMBER, Role.ITEM)
        and _is_narrow(clause, second, third, own_words)
        for first, second, third in zip(marks, marks[1:], marks[2:], strict=False)
    )


def _is_narrow(clause: Clause, number: Atom, item: Atom, own_words: Collection[str]) -> bool:
    tokens = clause.sentence.tokens
    following = tokens[item.end : item.end + 1]
    if following and following[0].text in _FOLLOWING:
        return True
    if item.start - number.end != 1 or not is_content(tokens, number.end):
        return False
    word = tokens[number.end]
    return word.stem not in own_words and word.text != "type"
