"""Ones that count nothing: "one desk takes 3 hours", "the wooden one", "in one shift"."""

from __future__ import annotations

from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.atoms import Atom
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.phrases import is_content
from optimoot.agents.matching.figure_owners import counted
from optimoot.agents.matching.view import View
from optimoot.problem import Number, NumberKind

_ROW: Final = 6
"""Tokens in which a row of figures begins."""


def is_single(view: View, atom: Atom, number: Number) -> bool:
    """Whether a 1 only says that one thing is spoken of: "one desk takes 3 hours"."""
    if number.value != 1 or number.kind is not NumberKind.PLAIN:
        return False
    if view.has(atom.start - 1, Role.COMPARE) or atom.role is Role.EACH:
        return atom.role is Role.EACH
    if _opens(view, atom.start) and _is_subject(view, atom.end):
        return True
    later = view.tokens[atom.end : atom.end + 6]
    return bool(counted(view, atom.end)) and any(
        token.text in lexicon.VERBS or token.text in lexicon.VERBS_OR_NOUNS for token in later
    )


def _opens(view: View, place: int) -> bool:
    """Whether "one" opens a statement."""
    return view.tokens[place].text == "one" and (
        not place or view.tokens[place - 1].text in (",", ":", "and", "while")
    )


def _is_subject(view: View, place: int) -> bool:
    """Whether a noun and its verb follow, then a row of figures: "one (session takes) 3, 8 and"."""
    end = place
    while end < len(view.tokens) and (
        is_content(view.tokens, end) or view.tokens[end].stem in view.family
    ):
        end += 1
    told = place < end < len(view.tokens) and view.tokens[end].text in lexicon.VERBS
    rest = [t.number for t in view.tokens[end : end + _ROW] if t.number is not None]
    return told and len(rest) > 1


def stands_for_noun(view: View, place: int) -> bool:
    """Read "the wooden one", "in one shift": no figures."""
    if view.tokens[place].text != "one":
        return False
    before = view.tokens[place - 1].text if place else ""
    if view.has(place - 1, Role.ITEM):
        following = place + 1
        return following >= len(view.tokens) or not is_content(view.tokens, following)
    return before in ("in", "within", "during", "on") and not counted(view, place + 1)
