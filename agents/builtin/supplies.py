"""Words that tell what there is: "I've got 480 minutes", "the press is free for 5 hours"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.lexicon import is_people
from optimoot.agents.builtin.text import Token

_PASSED: Final = frozenset("only just about around roughly some exactly up to a an the".split())
_OWNING: Final = frozenset("has have had got own owns spare".split())
_HOLDING: Final = frozenset(
    "holds hold fits fit handle handles accommodate accommodates allows allow".split()
)
"""Verbs of what has room for no more; what they are said of must be none of the items."""
_NO_SUBJECT: Final = frozenset("and but or can which that , (".split())
_DUTIES: Final = frozenset("must should to".split())
_FREE: Final = frozenset("room space money budget".split())
_TIMED: Final = frozenset("free open available runs run works work operates operate".split())
_WORKING: Final = frozenset("works runs operates".split())
_GIVING: Final = frozenset("gives give leaves leave lets let gets get".split())
_TAKERS: Final = frozenset("me us him her them i we he she they you".split())
_MAY: Final = frozenset("can may could".split())
_THERE: Final = (
    ("free",),
    ("spare",),
    ("left",),
    ("on", "hand"),
    ("to", "hand"),
    ("at", "hand"),
    ("in", "stock"),
    ("in", "store"),
)
_COPULAS: Final = frozenset("is are was were remain remains".split())
_USES: Final = frozenset("spend spare use invest work".split())
_DEVOTING: Final = frozenset("spend devote dedicate commit spare allot invest".split())
_POSSESSIVES: Final = frozenset("my our its their his her your".split())
_OF_PLACES: Final = _POSSESSIVES | {"the"}
_STATEMENT_ENDS: Final = frozenset(", ; : and or but".split())
_NEAR: Final = 7


def tells_supply(before: Sequence[Token]) -> bool:
    """Whether the words before a figure say that so much is there, in free speech.

    Args:
        before: The tokens before the figure, in the same statement and with no item among them.
    """
    told = [token.text for token in before]
    if told and told[-1] in _POSSESSIVES:
        return not (told[-1] == "her" and _takes_object(before[:-1]))
    while told and told[-1] in _PASSED:
        told.pop()
    if not told:
        return False
    last, ahead = told[-1], told[-2] if len(told) > 1 else ""
    if last in _OWNING and len(told) > 1:
        return True
    if last in _WORKING and len(told) > 1 and not {ahead} & (_DUTIES | _NO_SUBJECT):
        return True  # "the nurse works 8 hours"
    if told[-2:] in (["there", "are"], ["there", "is"], ["left", "with"]):
        return True
    if last == "for" and ahead in _FREE | _TIMED:
        return True
    if last in _TAKERS and ahead in _GIVING:
        return True
    if last in _DEVOTING and (ahead == "can" or (last == "spend" and ahead in _TAKERS)):
        return True
    if last in _USES and ahead in _MAY:
        return True  # "he may use 30 litres"
    if tells_capacity(before):
        return True
    return last in ("get", "gets") and ahead in _TAKERS | {"only"}


def _takes_object(before: Sequence[Token]) -> bool:
    """Whether a verb stands right before, so that "her" is whom: "it takes her 20 minutes"."""
    if not before or before[-1].text in _USES:
        return False
    return before[-1].text in lexicon.VERBS or before[-1].text in lexicon.VERBS_OR_NOUNS


def tells_capacity(before: Sequence[Token]) -> bool:
    """Whether what holds or handles no more leads to a figure: "the box fits (40)"."""
    told = [token.text for token in before if token.text not in _PASSED]
    if told[-2:] == ["total", "of"]:
        del told[-2:]
    if not told or told[-1] not in _HOLDING:
        return False
    subject = told[-3:-1] if told[-2:-1] == ["can"] else told[-2:-1]
    return bool(set(subject) - _NO_SUBJECT) and not set(subject) & _DUTIES


def is_left(after: Sequence[Token]) -> bool:
    """Whether the words behind a figure tell a supply: "240 sheets left", "5000 to spend"."""
    texts = [token.text for token in after[:_NEAR]]
    if "left" in texts[:4] or "leftover" in texts[:2]:
        return True
    if any(tuple(texts[at : at + 2]) == told for told in _THERE for at in range(3)):
        return True  # "1500 in stock"
    for place, text in enumerate(texts):
        if text in _STATEMENT_ENDS:
            break
        rest = texts[place + 1 :]
        if text in _COPULAS and any(tuple(rest[: len(told)]) == told for told in _THERE):
            return True
        if text == "can" and rest[:2] == ["be", "spared"]:
            return True
        if (
            text in _COPULAS
            and (rest[:1] == ["there"] or _is_place(rest))
            and not is_people(after[place - 1].stem)
        ):
            return True  # "60 hours are there", "420 screws are in the drawer"
    return any(pair[0] == "to" and pair[1] in _USES for pair in pairwise(texts))


def _is_place(texts: Sequence[str]) -> bool:
    """Whether the words tell where something lies, and nothing that has to be done with it."""
    led = texts[:1] in (["in"], ["on"], ["at"]) and texts[1:2] and texts[1] in _OF_PLACES
    return bool(led) and not set(texts) & _DUTIES


def is_to_spend(after: Sequence[Token]) -> bool:
    """Whether a figure without a currency is money all the same: "5000 to spend"."""
    return [token.text for token in after[:2]] == ["to", "spend"]
