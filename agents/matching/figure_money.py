"""Whether a bare figure is an amount of money: "sell for 16", "spending may not exceed 240"."""

from __future__ import annotations

from typing import Final

from optimoot.agents.builtin.marks import Role
from optimoot.agents.matching.view import View
from optimoot.agents.matching.words import BUYING, PAYING, SPENDING
from optimoot.problem import Number, NumberKind

_BEFORE_PRICE: Final = frozenset("for at of is are was a the in only about just".split())


def is_paid(view: View, place: int, number: Number, before: frozenset[str]) -> bool:
    """Whether a figure without a unit is money, by the words before it.

    Args:
        view: The sentence.
        place: Of the figure.
        number: The figure.
        before: Stems before it in its statement.
    """
    if number.kind is not NumberKind.PLAIN:
        return False
    if before & SPENDING:
        return True
    back = place - 1
    while back >= 0 and view.tokens[back].text in _BEFORE_PRICE:
        back -= 1
    paying = PAYING
    if place and view.tokens[place - 1].text in ("at", "for"):
        paying = PAYING | BUYING
        while back >= 0 and view.has(back, Role.ITEM):
            back -= 1
    return back >= 0 and view.tokens[back].stem in paying
