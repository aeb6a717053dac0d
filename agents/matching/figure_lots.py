"""Figures told for a lot: "every thousand dollars put into X lifts the index by (4)"."""

from __future__ import annotations

from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.text import Kind
from optimoot.agents.matching.view import View
from optimoot.number_words import COUNTS, MAGNITUDES
from optimoot.problem import NumberKind

SIZES: Final = {**COUNTS, **MAGNITUDES}
_SPREADING: Final = frozenset("every each per".split())
_LEADING: Final = frozenset("in into on to for".split())
_REACH: Final = 14
"""Tokens within which a lot and its item stand before a figure."""
_LINKED: Final = 6
"""Tokens within which an item follows a lot: "every $100 (spent on) radio"."""


def is_lot(view: View, place: int) -> bool:
    """Whether an amount of money is what other figures are told for: "every ($100) put in X"."""
    number = view.tokens[place].number
    if number is None or number.kind is not NumberKind.MONEY or not place:
        return False
    if view.tokens[place - 1].text not in _SPREADING:
        return False
    linked = False
    for ahead in range(place + 1, min(place + 1 + _LINKED, len(view.tokens))):
        if view.has(ahead, Role.ITEM):
            return linked
        linked |= view.tokens[ahead].text in _LEADING
    return False


def lot_of(view: View, place: int) -> float:
    """The size of the lot that a figure is told for: "every thousand put into X pays (90)".

    Args:
        view: The sentence.
        place: Of the figure.

    Returns:
        1 where the figure is told for no lot.
    """
    return _before(view, place) or _behind(view, place) or 1.0


def _size(view: View, place: int) -> float:
    """The size of the lot at a place; 0 where none stands there."""
    token = view.tokens[place]
    if token.number is not None:
        return token.number.value if is_lot(view, place) else 0.0
    spread = place > 0 and view.tokens[place - 1].text in _SPREADING
    return SIZES[token.text] if spread and token.text in SIZES else 0.0


def _before(view: View, place: int) -> float:
    named = False
    for back in range(place - 1, max(-1, place - _REACH), -1):
        size = _size(view, back)
        if size:
            return size if named else 0.0
        if view.tokens[back].kind is Kind.NUMBER or view.has(back, Role.BREAK, Role.COMPARE):
            return 0.0
        named |= view.has(back, Role.ITEM)
    return 0.0


def _behind(view: View, place: int) -> float:
    """Read "(90) points per thousand dollars put into X"."""
    for ahead in range(place + 1, min(place + _LINKED, len(view.tokens))):
        size = _size(view, ahead)
        if size:
            return size
        if view.tokens[ahead].kind is Kind.NUMBER or view.has(ahead, Role.BREAK, Role.AND):
            return 0.0
    return 0.0


def is_pair(view: View, place: int) -> bool:
    """Whether "a couple" are two people who do something, and no figure: "a couple invests"."""
    number = view.tokens[place].number
    if number is None or number.text.lower() != "a couple" or place + 1 >= len(view.tokens):
        return False
    following = view.tokens[place + 1]
    known = following.text in lexicon.VERBS | lexicon.VERBS_OR_NOUNS | lexicon.AUXILIARIES
    return known and place == 0


def is_partial(view: View, place: int) -> bool:
    """Whether a figure is one that may be split: "fractions of (a thousand) are allowed"."""
    before = [token.text for token in view.tokens[max(0, place - 2) : place]]
    return before in (["fractions", "of"], ["fraction", "of"], ["parts", "of"])
