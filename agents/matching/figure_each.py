"""Bounds of each one: "at least 5 hectares of each crop", "every crop gets 5 hectares or more"."""

from __future__ import annotations

from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.atoms import Atom
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.phrases import is_content
from optimoot.agents.builtin.text import Kind
from optimoot.agents.matching.view import View

GENERIC: Final = frozenset(["", "kind", "type", "sort", "product", "item", "varieti", "one"])
"""Stems of nouns that stand for whatever is decided on; "" where none is told."""
EACHES: Final = frozenset(["each", "every", "apiece"])
_LEADING: Final = frozenset("of from for in into".split())
_BEHIND: Final = 4
"""Tokens within which "of each" follows a figure's noun."""


def bounded_each(view: View, atom: Atom, end: int) -> str | None:
    """The noun of which each one is bounded by a figure; None where the words bound no each."""
    behind = _behind(view, max(atom.end, end - 1))
    return behind if behind is not None else _before(view, atom.start)


def _behind(view: View, end: int) -> str | None:
    """Read "(5) hectares of each crop", "(5) bags of each", "(5) bags apiece"."""
    tokens = view.tokens
    for place in range(end, min(end + 1 + _BEHIND, len(tokens))):
        if tokens[place].text == "apiece":
            return ""
        if tokens[place].text in EACHES and tokens[place - 1].text in _LEADING:
            return _noun(view, place + 1)
        if tokens[place].kind is not Kind.WORD or view.has(place, Role.ITEM, Role.BREAK, Role.AND):
            return None
    return None


def _before(view: View, start: int) -> str | None:
    """Read "every crop gets (5) hectares or more", "each fund must receive at least (5)"."""
    tokens = view.tokens
    for place in range(start - 1, -1, -1):
        if tokens[place].text in EACHES:
            noun = _noun(view, place + 1)
            return noun if noun else None
        if tokens[place].kind is Kind.NUMBER or view.has(place, Role.ITEM, Role.BREAK, Role.COMMA):
            return None
    return None


def _noun(view: View, place: int) -> str | None:
    """The stem of the one noun at a place, "" where another kind of word stands there."""
    tokens = view.tokens
    if place < len(tokens) and tokens[place].text == "of":
        return None
    end = place
    while end < len(tokens) and is_content(tokens, end):
        end += 1
    if end - place > 1 or view.has(place, Role.ITEM):
        return None
    if end == place:
        known = place >= len(tokens) or tokens[place].kind is not Kind.WORD
        return "" if known or tokens[place].text in lexicon.AUXILIARIES else None
    return tokens[place].stem
