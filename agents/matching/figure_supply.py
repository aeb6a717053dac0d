"""What the words around a figure say about supply and demand."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.text import Kind
from optimoot.agents.builtin.units import dimension, unit_of
from optimoot.agents.matching.view import View
from optimoot.agents.matching.words import DEMAND, SUPPLY

_NEAR: Final = {-1: 7, 1: 7}
_READY: Final = 16
_STORES: Final = frozenset(
    "hand store storag stock home warehous shelf silo fridg offer hire loan dispos".split()
)
_ROLLS: Final = frozenset("roll reel spool coil bolt ball bale rope cabl".split())
"""Stems of what has a length that is cut up."""
_LONG: Final = 5
"""Tokens within which a roll stands before its length."""
_THERE: Final = frozenset((("there", "is"), ("there", "are")))


def supply(view: View, place: int) -> float:
    """What the words around say about supply (above 0) and demand, weighed by nearness."""
    told = 0.0
    for step in (-1, 1):
        other = place + step
        while 0 <= other < len(view.tokens) and abs(other - place) <= _NEAR[step]:
            if view.tokens[other].kind is Kind.NUMBER or view.has(other, Role.BREAK):
                break
            if view.has(other, Role.COMMA) or view.tokens[other].text == "and":
                break
            nearness = 1.0 if abs(other - place) <= 4 else 0.6
            told += nearness * _speaks_of_supply(view, other)
            other += step
    before = view.tokens[max(0, place - 2) : place]
    if len(before) == 2 and before[1].text == "of" and before[0].stem in SUPPLY:
        return max(told, 1.0)  # "the budget of $900 has to pay"
    if _there_is(view, place) or _stands_ready(view, place):
        told += 1.0
    later = [token.text for token in view.tokens[place + 1 : place + 7]]
    if any(pair == ("to", "be") for pair in pairwise(later)):
        told -= 2.0
    return told


def _speaks_of_supply(view: View, place: int) -> int:
    """1 for a word of supply, -1 for one of demand, 0 for any other."""
    token = view.tokens[place]
    if view.has(place, Role.ITEM):
        return 0  # the stocks that are invested in
    if token.stem == "have" and place + 1 < len(view.tokens):
        following = view.tokens[place + 1].text
        if following == "to":
            return -1
        if following.endswith("ed"):
            return 0  # "have ordered"; what "have been set aside" is there
    return (token.stem in SUPPLY) - (token.stem in DEMAND)


def _there_is(view: View, place: int) -> bool:
    """Read "there are (90) oranges", also "there are still about (90)"."""
    before = [token.text for token in view.tokens[max(0, place - 4) : place]]
    return any(pair in _THERE for pair in pairwise(before))


def is_length(view: View, place: int, end: int) -> bool:
    """Read "a roll of linen (700) metres long", "one reel of (90) m": so much is there.

    Args:
        view: The sentence.
        place: Of the figure.
        end: Behind its noun.
    """
    if dimension(unit_of(view.tokens[place + 1 :])[0]) != "length":
        return False
    near = view.tokens[max(0, place - _LONG) : place]
    rolled = [at for at, token in enumerate(near) if token.stem in _ROLLS]
    if not rolled or any(t.kind is Kind.NUMBER and t.text != "one" for t in near[rolled[-1] :]):
        return False
    if view.tokens[place - 1].text == "of" and rolled[-1] == len(near) - 2:
        return True
    return any(token.text == "long" for token in view.tokens[place + 1 : end + 1])


def _stands_ready(view: View, place: int) -> bool:
    """Read "(180) litres of acid and 150 litres of solvent are on hand", "… is in store"."""
    for ahead in range(place + 1, min(place + _READY, len(view.tokens) - 1)):
        if view.has(ahead, Role.BREAK, Role.COMPARE):
            return False
        if view.tokens[ahead].text in ("is", "are"):
            link, noun = view.tokens[ahead + 1], view.tokens[ahead + 2 : ahead + 3]
            near = view.tokens[ahead + 2 : ahead + 4] if link.text == "at" else noun
            return link.text in ("on", "in", "at", "for") and any(t.stem in _STORES for t in near)
    return False
