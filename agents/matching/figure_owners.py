"""The items around a figure: whom it is counted, listed or stated for."""

from __future__ import annotations

from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.atoms import Atom
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.phrases import is_content, is_verb
from optimoot.agents.builtin.text import Kind
from optimoot.agents.matching.bases import PARTING
from optimoot.agents.matching.figure_statement import heads_statement
from optimoot.agents.matching.figure_words import verb
from optimoot.agents.matching.spot import NEXT_BEST, Owner
from optimoot.agents.matching.view import View

_REACH: Final = 12
_LINKS: Final = frozenset(
    "for per on of from by with in to into each every a an the one be are invested".split()
)
_LIST_JOINTS: Final = frozenset(", and or the a an of plus".split())
_EITHER: Final = frozenset("either both each every any all".split())
_THINGS: Final = frozenset("it they these those both".split())
"""Pronouns that stand for what was named last, and not for people."""
_PERIODS: Final = frozenset("day week month year".split())


def owners(view: View, atom: Atom, end: int, compared: bool) -> tuple[Owner, ...]:
    """Whom a figure may be stated for, the most natural first."""
    found: list[Owner] = []
    behind = items_behind(view, end)
    if behind:
        found.append(Owner(behind, 0.0))
    elif _says_either(view, end) or (
        _item_before(view, atom.start) is None and _each_of_family(view, end)
    ):
        found.append(Owner(view.everything, 0.1))
    later = _item_later(view, atom.end)
    heads = not behind and heads_statement(view, atom.start, end)
    if heads and later is not None and _linked(view, end, later.start):
        return (Owner(later.items, NEXT_BEST),)
    before = _item_before(view, atom.start)
    if before is not None:
        items = _listed_before(view, before) if compared else before.items
        found.append(Owner(items, 0.6 if heads else NEXT_BEST if not found else 0.9))
    elif not heads and _each_before(view, atom.start):
        found.append(Owner(view.everything, 0.3))
    elif not found and view.subject and view.tokens[0].text in _THINGS:
        found.append(Owner(view.subject, 0.3))
    if later is not None and not behind:
        found.append(Owner(later.items, 0.8 if before is None else 1.5))
    return tuple(found)


def counted(view: View, place: int) -> tuple[int, ...]:
    """Items named right behind a number, with at most "bags of" between."""
    for ahead in range(place, min(place + 4, len(view.tokens))):
        if view.has(ahead, Role.ITEM):
            between = [token.text for token in view.tokens[place:ahead]]
            if "per" in between or "for" in between or "each" in between:
                return ()
            end = view.role[ahead].end
            if "of" in between and end < len(view.tokens) and is_content(view.tokens, end):
                return ()  # "3 units of chocolate spread" counts no chocolate
            return view.role[ahead].items
        token = view.tokens[ahead]
        if token.kind is not Kind.WORD or view.has(ahead, Role.AND, Role.BREAK, Role.COMPARE):
            return ()
        if token.text not in ("of", "the") and not is_content(view.tokens, ahead):
            return ()
    return ()


def _listed_before(view: View, last: Atom) -> tuple[int, ...]:
    """The item and those in a list with it: "vans and trucks together at most"."""
    items = list(last.items)
    first = last.start
    if _begins_statement(view, first):
        return last.items
    while first > 0:
        if view.has(first - 1, Role.ITEM):
            items = [*view.role[first - 1].items, *items]
            first = view.role[first - 1].start
        elif view.tokens[first - 1].text in _LIST_JOINTS:
            first -= 1
        else:
            break
    return tuple(dict.fromkeys(items))


def is_of_some(view: View, place: int) -> bool:
    """Whether "together" before a figure sums up some items only: "oats and rye together get"."""
    for back in range(place - 1, 0, -1):
        if view.tokens[back].kind is Kind.NUMBER or view.has(back, Role.BREAK):
            return False
        if view.has(back, Role.SUM) and view.has(back - 1, Role.ITEM):
            return 1 < len(_listed_before(view, view.role[back - 1])) < len(view.everything)
    return False


def _begins_statement(view: View, place: int) -> bool:
    """Whether ", and" before an item joins no list, there being one item before: "C, and B is"."""
    before = [token.text for token in view.tokens[max(0, place - 2) : place]]
    if before != [",", "and"]:
        return False
    earlier = place - 3
    if not view.has(earlier, Role.ITEM):
        return True
    earlier = view.role[earlier].start - 1
    return earlier < 0 or view.tokens[earlier].text != ","


def is_parted(view: View, place: int, end: int) -> bool:
    """Whether a figure is shared out over the items: "$900 into vans and trucks"."""
    if len(items_behind(view, end)) < len(view.everything):
        return False
    if verb(view, place) in PARTING:
        return True
    near = view.tokens[end : end + 2]
    if any(token.text in ("into", "between", "among", "across") for token in near):
        return True
    made = view.tokens[end : end + 4]
    return any(token.text == "to" for token in made) and any(
        is_verb(view.tokens, end + index) for index, _ in enumerate(made)
    )


def _linked(view: View, start: int, stop: int) -> bool:
    """Whether "go into a", "are needed for each" leads from `start` to an item at `stop`."""
    between = [token.text for token in view.tokens[start:stop]]
    return len(between) <= _REACH and any(
        text in lexicon.PREPOSITIONS and text != "than" for text in between
    )


def _each_of_family(view: View, place: int) -> bool:
    """Read "45 minutes for each desk" where every item is a desk."""
    for ahead in range(place, min(place + 3, len(view.tokens) - 1)):
        if view.tokens[ahead].text in ("each", "every", "per"):
            return view.tokens[ahead + 1].stem in view.family
        if view.tokens[ahead].text not in _LINKS:
            return False
    return False


def items_behind(view: View, place: int) -> tuple[int, ...]:
    """Items that follow with a link: "3 hours for a desk", "$900 for vans and trucks"."""
    linked = False
    for ahead in range(place, min(place + 10, len(view.tokens))):
        if view.has(ahead, Role.ITEM):
            return _listed(view, ahead) if linked or ahead == place else ()
        token = view.tokens[ahead]
        if token.text in _LINKS or view.has(ahead, Role.EACH):
            linked = True  # "$38 a pair of trousers"
        elif (
            token.text in _EITHER
            or token.kind is not Kind.WORD
            or view.has(ahead, Role.AND, Role.BREAK, Role.COMMA)
        ):
            return ()
    return ()


def _listed(view: View, place: int) -> tuple[int, ...]:
    """The item at `place` and those in a list with it."""
    items = list(view.role[place].items)
    at = view.role[place].end
    while at < len(view.tokens):
        if view.has(at, Role.ITEM):
            items.extend(view.role[at].items)
            at = view.role[at].end
        elif view.has(at, Role.AND, Role.COMMA) or view.tokens[at].text in lexicon.ARTICLES:
            at += 1
        elif view.tokens[at].stem in view.family and view.has(at + 1, Role.ITEM):
            at += 1  # "from solution A and solution B"
        else:
            break
    whole = at >= len(view.tokens) or not is_verb(view.tokens, at)
    return tuple(dict.fromkeys(items)) if whole else view.role[place].items


def _item_before(view: View, place: int) -> Atom | None:
    for back in range(place - 1, -1, -1):
        if view.has(back, Role.ITEM):
            return view.role[back]
    return None


def _item_later(view: View, place: int) -> Atom | None:
    for ahead in range(place, len(view.tokens)):
        if view.has(ahead, Role.ITEM):
            return view.role[ahead]
        if view.tokens[ahead].kind is Kind.NUMBER:
            return None
    return None


def _says_either(view: View, place: int) -> bool:
    """Read "2 hours for either"; an "each" goes with what stands before it."""
    for ahead in range(place, min(place + 3, len(view.tokens))):
        text = view.tokens[ahead].text
        if text in ("either", "both"):
            return True
        if view.tokens[ahead].kind is not Kind.WORD or text in lexicon.CONJUNCTIONS:
            return False
    return False


def _each_before(view: View, place: int) -> bool:
    return any(
        token.text in ("each", "every", "either", "both")
        and (back + 1 >= len(view.tokens) or view.tokens[back + 1].text not in _PERIODS)
        for back, token in enumerate(view.tokens[:place])
    )
