"""Operators: words of grammar that change a statement which was understood without them.

A reader that takes the figures, the names and the comparison out of a sentence has not yet read
its other words. Most words of grammar change nothing ("the", "of", "currently"). The rest are
operators: they add to what was said, take from it, make it depend on something, or say of whom or
when it holds. They are a closed class of the language, so that they can be listed once and for all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.known import Known
from optimoot.agents.builtin.marks import Role, mark_at
from optimoot.agents.builtin.phrases import is_content, is_verb
from optimoot.agents.builtin.text import Kind, Sentence, Token
from optimoot.agents.builtin.units import unit_of

OPERATORS: Final = frozenset(
    (
        # there is more than what was said
        "extra another more beyond besides beside including included includes inclusive top bonus "
        # there is less, or not for everything
        "except excepting excluding excluded exclude excludes without less minus fewer save "
        "barring lacking aside apart unused spare idle lost loses reserved gone broken missing "
        "damaged rotten defective spoiled spoils wasted already never neither none hardly "
        "instead nothing nobody despite refunded waived "
        # it holds under a condition, or there is a choice
        "unless otherwise else whether whenever once though although lest whichever whatever "
        "whoever wherever maybe supposing provided "
        # it holds at some time, or in some order
        "before after until till last first second later earlier ago yesterday tomorrow tonight "
        "soon still yet initially originally afterwards previously formerly weekend weekends "
        "weekday weekdays mondays tuesdays wednesdays thursdays fridays saturdays sundays summer "
        "winter spring autumn holiday holidays overnight upfront beforehand today "
        # it speaks of some of what was counted
        "rest remainder remaining others portion partly half quarter tenth third fifth mostly "
        "mainly amongst "
        # it holds for several at once
        "pair pairs couple couples dozen dozens separately double doubled doubles twice triple "
        "triples tripled thrice "
        # it is the other way round, or the same again
        "opposite reverse reversed swapped exchanged vice former latter again equally conversely "
        "contrary inverted"
    ).split()
)

_EXPLAINED: Final = frozenset(
    {Role.COMPARE, Role.THAN, Role.AS, Role.SUM, Role.RATIO, Role.DIFFERENCE, Role.TIMES}
)
"""Roles of phrases that are explained by being part of a constraint."""
_ARITHMETIC: Final = frozenset({Role.PLUS, Role.MINUS, Role.SUBTRACTED})
_RELATIVE: Final = frozenset("which whom whose".split())
_BEFORE_RELATIVE: Final = frozenset("of from to after before without".split())
_WITH_FIGURE: Final = frozenset("before after another including extra".split())
"""Operators that change a figure only if one follows: "before a $2 fee"."""
_TIMES: Final = frozenset("exactly least most only just".split())
"""Words before "once" that make it a number of times."""
_ORDINALS: Final = frozenset("first last second".split())
_OF_TABLES: Final = frozenset("column row line".split())
_SEASONS: Final = frozenset("winter summer spring autumn weekend holiday".split())
_POSSESSIVE: Final = frozenset("its his her their our my".split())
_SPARE: Final = frozenset("part parts wheel wheels tyre tyres".split())
"""What is called spare and wanted all the same."""
_THINGS: Final = _SEASONS | {"still", "top"}
"""Operators that are names of things, too."""
_LED: Final = frozenset("not never no but while only nor neither".split())
"""Words that belong to a comparison shortly behind them: "should not exceed"."""
SCALING: Final = frozenset(
    "doubles doubled doubling halves halved halving triples tripled tripling quadrupled".split()
)
"""Verbs that change a figure wherever in the text it stands."""
_CONDITIONS: Final = frozenset("provided supposing unless lest once".split())
"""Words that open a condition on all that their sentence says."""
_NEAR: Final = 4
_REACH: Final = 6
"""Tokens within which an operator is about a figure."""
_TERM: Final = 12
"""Tokens within which the term beside a sign of arithmetic names its decision."""


def operators(sentence: Sentence, known: Known) -> list[int]:
    """Places of the operators that nothing explains."""
    marked = marked_places(sentence, known)
    return [
        place
        for place, token in enumerate(sentence.tokens)
        if token.kind is Kind.WORD
        and place not in marked
        and not known.explains(token)
        and (
            token.text in SCALING
            or _opens(sentence.tokens, place)
            or _is_near_figure(sentence.tokens, place)
        )
        and _changes(sentence.tokens, place, known)
    ]


def _opens(tokens: Sequence[Token], place: int) -> bool:
    """Whether a condition opens a sentence that holds a figure, however far behind."""
    opening = place == 0 and tokens[place].text in _CONDITIONS
    return opening and any(token.number is not None for token in tokens)


def _is_near_figure(tokens: Sequence[Token], place: int) -> bool:
    """Whether a figure stands so near that the word may be about it."""
    near = tokens[max(0, place - _REACH) : place + _REACH + 1]
    return any(token.number is not None for token in near)


def marked_places(sentence: Sentence, known: Known) -> frozenset[int]:
    """Places of the words that are part of a comparison, or of arithmetic between decisions."""
    tokens = sentence.tokens
    binds = sentence.quote in known.sentences
    places: set[int] = set()
    place = 0
    while place < len(tokens):
        found = mark_at(tokens, place)
        if found is None:
            place += 1
            continue
        mark, end = found
        joins = mark.role in _ARITHMETIC and (binds or _joins(tokens, place, end, known))
        if mark.role in _EXPLAINED or joins:
            places |= set(range(place, end))
        if mark.role is Role.COMPARE:
            before = range(max(0, place - _NEAR), place)
            places |= {at for at in before if tokens[at].text in _LED}
        if mark.role in (Role.MORE, Role.FEWER) and _than(tokens, place):
            places.add(place)
        place = max(end, place + 1)
    return frozenset(places)


def _joins(tokens: Sequence[Token], start: int, end: int, known: Known) -> bool:
    """Whether arithmetic stands between two terms with decisions."""
    sides = (tokens[max(0, start - _TERM) : start], tokens[end : end + _TERM])
    return all(any(token.stem in known.items for token in side) for side in sides)


def _than(tokens: Sequence[Token], place: int) -> bool:
    return any(token.text == "than" for token in tokens[place + 1 : place + 16])


def _changes(tokens: Sequence[Token], place: int, known: Known) -> bool:
    """Whether the word at a place is an operator, in a sense that changes a figure."""
    token = tokens[place]
    word = token.text
    before = tokens[place - 1] if place else None
    if word in _RELATIVE:
        led = before is not None and before.text in _BEFORE_RELATIVE
        return led and not _shares(tokens, place, known)
    if word in SCALING:  # "singles and doubles" are things
        return place > 0 and not _lists(tokens, place)
    if word not in OPERATORS or token.number is not None or _is_thing(tokens, place):
        return False
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    figure = any(t.number is not None for t in tokens[place + 1 : place + _NEAR])
    if word == "none" and _is_nought(tokens, place, known):
        return False
    if word == "save" and before is not None and before.text == "to":
        return False  # the verb
    if word == "more":  # "is more accurate"
        return figure or after is None or not is_content(tokens, place + 1)
    if word in _WITH_FIGURE:
        return figure
    if word == "once":  # "exactly once", "once requested, it arrives"
        return figure and (before is None or before.text not in _TIMES)
    if word == "yet":  # "…, yet the need is 900"
        return before is not None and before.kind is not Kind.SIGN
    if word == "portion":  # "made by the portion"
        by = [t.text for t in tokens[max(0, place - 2) : place]]
        return by != ["by", "the"]
    if word == "spare":  # "a spare part"
        return after is None or after.text not in _SPARE
    if word == "whatever":  # "whatever its size"
        return after is None or after.text not in ("its", "the", "their")
    if word == "couple":  # "the couple want"
        return after is None or not is_verb(tokens, place + 1)
    if word == "second" and before is not None and before.text in ("a", "per", "each", "every"):
        return False  # the unit
    if word in _ORDINALS and any(t.stem in _OF_TABLES for t in tokens[place + 1 : place + _NEAR]):
        return False  # "the last three columns"
    if word in _ORDINALS:
        noun = before is not None and before.text == "the" and not _named(tokens, place)
        return figure or noun or (before is not None and before.text in lexicon.AUXILIARIES)
    if word == "provided":
        opens = before is None or before.kind is Kind.SIGN
        return opens or (after is not None and after.text == "that")
    return True


def _lists(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word stands in a list of things: "singles and doubles", "two halves"."""
    before = tokens[place - 1]
    return before.text in ("and", "or", ",") or before.number is not None


def _is_nought(tokens: Sequence[Token], place: int, known: Known) -> bool:
    """Whether "none for plays" tells a rate of nought in a list: "1 per show, none for plays"."""
    ahead = tokens[place + 1 : place + _NEAR]
    led = bool(ahead) and ahead[0].text in ("for", "per", "in", "to")
    listed = place > 0 and tokens[place - 1].text in (",", "and", "(")
    figures = sum(known.uses(token) for token in tokens)
    return led and listed and figures > 1 and any(t.stem in known.items for t in ahead)


def _is_thing(tokens: Sequence[Token], place: int) -> bool:
    """Whether "still" or "top" names a thing: "the still is busy", "20 still-hours"."""
    if tokens[place].text not in _THINGS or place + 1 >= len(tokens):
        return False
    before, after = tokens[place - 1 : place], tokens[place + 1]
    if after.joined and unit_of((after,))[0]:
        return True
    owned = bool(before) and before[0].text in _POSSESSIVE
    summed = after.text in ("total", "sum")
    if tokens[place].text in _SEASONS and (summed or (owned and is_content(tokens, place + 1))):
        return True  # "its summer outing"
    verb = after.text in lexicon.AUXILIARIES or is_verb(tokens, place + 1)
    return verb and bool(before) and before[0].text in lexicon.ARTICLES


def _named(tokens: Sequence[Token], place: int) -> bool:
    """Whether a noun follows: "the first way", not "from the last to the first"."""
    return place + 1 < len(tokens) and is_content(tokens, place + 1)


def _shares(tokens: Sequence[Token], place: int, known: Known) -> bool:
    """Whether a limit on some of the whole, or a decision, follows: "of whom at least 12 …"."""
    if any(token.stem in known.items for token in tokens[place + 1 : place + _NEAR]):
        return True
    return any(
        tokens[at].text == "between" or _compares(tokens, at)
        for at in range(place + 1, min(place + _NEAR, len(tokens)))
    )


def _compares(tokens: Sequence[Token], place: int) -> bool:
    found = mark_at(tokens, place)
    return found is not None and found[0].role is Role.COMPARE
