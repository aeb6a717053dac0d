"""The words around a figure: what it measures, how it is compared, its verb."""

from __future__ import annotations

from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.atoms import Atom
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.phrases import GRAMMAR, is_content, is_verb
from optimoot.agents.builtin.text import Kind, stem
from optimoot.agents.builtin.units import is_unit, unit_of
from optimoot.agents.matching.view import View
from optimoot.agents.matching.words import EMPTY
from optimoot.problem import NumberKind

_REACH: Final = 12
_VESSELS: Final = frozenset(
    stem(word)
    for word in "cup tablespoon teaspoon spoon scoop slice sheet bag sack bottle can jar pack "
    "packet roll ball stick crate box bucket pinch clove bunch handful".split()
)
"""What stuff is counted in: "2 cups flour"."""
_HEDGES: Final = frozenset("about roughly around nearly some approximately".split())
_PASSIVE: Final = frozenset("is are be was were been gets".split())
_OF: Final = frozenset("of the worth for in on to by at available required needed left".split())


def behind(view: View, place: int) -> tuple[str, frozenset[str], int]:
    """Unit, words and end of the noun phrase behind a number, its "of" phrases included."""
    place += _is_half_of(view, place)
    unit, used = unit_of(view.tokens[place:])
    unit = "" if unit == "unit" else unit
    place += used
    words: list[str] = []
    while place < len(view.tokens):
        token = view.tokens[place]
        if view.has(place, Role.ITEM):
            break
        if _in_compound(view, place) or (is_content(view.tokens, place) and token.text not in _OF):
            words.append(token.stem)
        elif token.text in ("per", "every", "each") and _skips_base(view, place):
            place += 1
        elif token.text not in _OF or not _goes_on(view, place + 1):
            break
        elif token.text == "to" and view.tokens[place + 1].text not in lexicon.ARTICLES:
            break  # "one guide to lead"
        elif token.text == "of" and not unit and words:
            unit = words.pop()
        place += 1
    if not unit and len(words) > 1 and words[0] in _VESSELS:
        unit = words.pop(0)  # "2 cups flour", as "2 cups of flour"
    if not unit and words:
        unit = words.pop() if len(words) == 1 or is_unit(words[-1]) else words[-1]
    return unit, frozenset(words), place


def _in_compound(view: View, place: int) -> bool:
    """Whether a hyphen joins a word to a unit: "240 (still)-hours"."""
    ahead = view.tokens[place + 1 : place + 2]
    return bool(ahead) and ahead[0].joined and bool(unit_of(ahead)[0])


def _is_half_of(view: View, place: int) -> bool:
    """Whether an article stands between a fraction and its unit: "half an hour"."""
    number = view.tokens[place - 1].number if place else None
    if number is None or number.kind is not NumberKind.FRACTION or place >= len(view.tokens):
        return False
    return view.tokens[place].text in ("a", "an") and bool(unit_of(view.tokens[place + 1 :])[0])


def named_of(view: View, place: int) -> str:
    """The noun of "a crew of (12)", "a weight of (30)"; empty where there is none."""
    if place < 2 or view.tokens[place - 1].text != "of" or view.has(place - 1, Role.COMPARE):
        return ""
    noun = view.tokens[place - 2]
    if not is_content(view.tokens, place - 2) or view.has(place - 2, Role.ITEM):
        return ""
    return noun.stem if noun.stem not in EMPTY else ""


def _skips_base(view: View, place: int) -> bool:
    """Whether "per minute" stands between a figure's noun and where it goes: "to the skin"."""
    after = view.tokens[place + 1 : place + 3]
    return len(after) == 2 and bool(unit_of(after)[0]) and after[1].text in _OF


def _goes_on(view: View, place: int) -> bool:
    while place < len(view.tokens) and (
        view.tokens[place].text in lexicon.ARTICLES or view.tokens[place].text in _OF
    ):
        place += 1
    return (
        place < len(view.tokens)
        and is_content(view.tokens, place)
        and not view.has(place, Role.ITEM)
    )


def words_before(view: View, place: int) -> frozenset[str]:
    """Stems before a number, back to the last number or the start of its statement."""
    words: set[str] = set()
    for back in range(place - 1, max(-1, place - _REACH), -1):
        token = view.tokens[back]
        if token.kind is Kind.NUMBER or view.has(back, Role.BREAK, Role.COMMA):
            break
        if token.text == "and":
            break
        if token.kind is Kind.WORD and not view.has(back, Role.ITEM, Role.COMPARE):
            words.add(token.stem)
    return frozenset(words)


def tail(view: View, place: int) -> frozenset[str]:
    """Stems from `place` to the end of the statement."""
    words = set()
    for ahead in range(place, min(place + _REACH, len(view.tokens))):
        token = view.tokens[ahead]
        if token.kind is not Kind.WORD or view.has(ahead, Role.BREAK, Role.COMMA, Role.AND):
            break
        if not view.has(ahead, Role.ITEM):
            words.add(token.stem)
    return frozenset(words)


def comparison(view: View, atom: Atom) -> Atom | None:
    """The comparison right before a number, with no other number between."""
    for back in range(atom.start - 1, max(-1, atom.start - 8), -1):
        found = view.role.get(back)
        if found is None or found.role in (Role.NUMBER, Role.BREAK):
            return None
        if found.role is Role.COMPARE:
            return found
    settled = [other for other in view.clause.atoms if other.start == other.end == atom.start]
    return settled[0] if settled and settled[0].role is Role.COMPARE else None


def _agrees(view: View, place: int) -> bool:
    """Whether a word in "s" behind a singular noun must be its verb: "a show (delights) about"."""
    before = view.tokens[place - 1]
    if not is_plain(view, place) or not view.tokens[place].text.endswith("s"):
        return False
    noun = view.has(place - 1, Role.ITEM) or is_content(view.tokens, place - 1)
    hedged = view.tokens[place + 1].text in _HEDGES if place + 1 < len(view.tokens) else False
    return noun and hedged and not before.text.endswith("s")


def is_plain(view: View, place: int) -> bool:
    """Whether a word of no closed class stands at a place, and names no item."""
    token = view.tokens[place]
    if token.kind is not Kind.WORD or view.has(place, Role.ITEM, Role.COMPARE):
        return False
    return token.text not in GRAMMAR


def _is_agent(view: View, place: int) -> bool:
    """Whether "is seen by" or the like stands before a figure."""
    before = [token.text for token in view.tokens[max(0, place - 3) : place]]
    return len(before) == 3 and before[2] == "by" and before[0] in _PASSIVE


def _calls_for(view: View, place: int) -> bool:
    before = view.tokens[max(0, place - 2) : place]
    return len(before) == 2 and before[0].stem in ("call", "ask") and before[1].text == "for"


def verb(view: View, place: int) -> str:
    """Stem of the verb right before a figure; empty where another word stands there.

    In "is seen by 900 people" that is "seen", in "calls for 12 days" it is "calls".
    """
    while place > 1 and view.tokens[place - 1].text in _HEDGES:
        place -= 1
    if place > 1 and view.tokens[place - 1].text == "back":
        place -= 1  # "gives back 18 kg"
    if _calls_for(view, place):
        return view.tokens[place - 2].stem
    if _is_agent(view, place):
        place -= 1
    if place > 1 and view.tokens[place - 2].text == "to" and is_plain(view, place - 1):
        return view.tokens[place - 1].stem
    if not place or view.tokens[place - 1].kind is not Kind.WORD or view.has(place - 1, Role.ITEM):
        return ""
    if place > 1 and _agrees(view, place - 1):
        return view.tokens[place - 1].stem
    if not place or view.tokens[place - 1].text not in lexicon.VERBS:
        known = place and view.tokens[place - 1].text in lexicon.VERBS_OR_NOUNS
        if not (known or (place and is_verb(view.tokens, place - 1))):
            return ""
    return view.tokens[place - 1].stem
