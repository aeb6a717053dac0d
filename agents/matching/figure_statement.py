"""The statement that a figure stands in: what its subject is, whether it tells or limits."""

from __future__ import annotations

from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.phrases import is_content, is_verb
from optimoot.agents.builtin.text import Kind
from optimoot.agents.matching.view import View

_DUTIES: Final = frozenset("must should shall may might".split())
_HEDGES: Final = frozenset("only just about roughly some".split())
"""Words between a joint and the figure that heads the next statement: "but only 14 drivers"."""
_OPENERS: Final = frozenset("if when while whereas and but then also however that , : (".split())


def is_told(view: View, place: int) -> bool:
    """Whether the statement has an item as its subject and no word of duty or leave."""
    for back in range(place - 1, -1, -1):
        token = view.tokens[back]
        if token.text in _DUTIES or view.has(back, Role.BREAK, Role.COMPARE):
            return False
        if not view.has(back, Role.ITEM):
            continue
        first = view.role[back].start - 1
        while first >= 0 and (
            view.tokens[first].text in lexicon.ARTICLES | lexicon.EACHES
            or view.tokens[first].text in ("one", "of", "unit", "units", "type")
            or is_content(view.tokens, first)
        ):
            first -= 1
        if first >= 0 and view.tokens[first].text not in _OPENERS:
            return False
        return back + 1 < place
    return False


def is_total(view: View, place: int) -> bool:
    """Read "a total of 40", "both together at most 40", "40 in total"."""
    if any(view.has(other, Role.SUM) for other in range(place + 1, place + 6)):
        return True
    low, _ = _statement(view, place)
    return any(view.has(other, Role.SUM, Role.ALL) for other in range(low, place))


def _statement(view: View, place: int) -> tuple[int, int]:
    """The part of the sentence around a number without other numbers."""
    low = place
    while low > 0 and view.tokens[low - 1].kind is not Kind.NUMBER:
        if view.has(low - 1, Role.BREAK):
            break
        low -= 1
    high = place + 1
    while high < len(view.tokens) and view.tokens[high].kind is not Kind.NUMBER:
        if view.has(high, Role.BREAK):
            break
        high += 1
    return low, high


def _has_other_subject(view: View, place: int) -> bool:
    """Whether another subject begins behind the item: "…, and there are 40", "the kiln has"."""
    start = place
    while start > 0 and not view.has(start - 1, Role.COMMA, Role.AND, Role.BREAK, Role.ITEM):
        if view.tokens[start - 1].kind is Kind.NUMBER:
            return False
        start -= 1
    if start == 0 or view.has(start - 1, Role.ITEM):
        return False
    words = view.tokens[start:place]
    if words and words[0].text == "there":
        return True
    if words and words[0].text in lexicon.SINGLES:
        return False  # "on radio, each spot costs"
    for index, token in enumerate(words):
        at = start + index
        if token.text in lexicon.AUXILIARIES or is_verb(view.tokens, at):
            if index == 0:  # "the looms need … for a sheet and can run 3,000 minutes"
                return not _opens_with_item(view)
            return any(is_content(view.tokens, before) for before in range(start, at))
    return False


def _opens_with_item(view: View) -> bool:
    """Whether an item is named before the sentence's first verb."""
    for place, token in enumerate(view.tokens):
        if view.has(place, Role.ITEM) or token.text in lexicon.PRONOUNS:
            return True
        if token.text in lexicon.AUXILIARIES or is_verb(view.tokens, place):
            return False
    return False


def heads_statement(view: View, place: int, end: int) -> bool:
    """Whether a figure is the subject: "…, and 210 hours of work (are set aside)"."""
    if _has_other_subject(view, place):
        return True
    start = place
    while start and view.tokens[start - 1].text in _HEDGES:
        start -= 1
    before = view.tokens[start - 1].text if start else ","
    if before not in (",", ":", "and", "while", "but", "(") or end >= len(view.tokens):
        return False
    after = view.tokens[end]
    return after.text in lexicon.AUXILIARIES or (
        after.kind is Kind.WORD and is_verb(view.tokens, end)
    )
