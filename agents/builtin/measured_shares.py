"""Shares of what is measured: "half of the money", "60% of the weight", "40% of the passengers".

Where each thing has its own figure of a measure, a share of the measure is no share of the things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

_SHARE: Final = re.compile(
    r"⟨p⟩ of (?:what (?P<what>\w+(?: \w+)?)"
    r"|(?:(?:the|all|its|his|her|their|our|my|this|that) )?(?:(?:total|overall|whole|entire) )?"
    r"(?P<noun>\w+)(?: (?P<next>\w+))?)"
)
_MONEY: Final = re.compile(r"^(?:mone|budget|spend|spent|expend|cost|outlay|fund)")
_PRICED: Final = re.compile(
    r"\bcosts? (?:about )?⟨[n1]⟩|⟨[n1]⟩(?: dollars?| euros?)? (?:each|apiece)\b"
    r"|\bprices?d? (?:of|at|is)\b"
    r"|\bcosts? (?:is|are|of) ⟨[n1]⟩|\bcosting ⟨[n1]⟩"
)
_MEASURES: Final = (
    (re.compile(r"^(?:weigh|mass|load|tonnage)"), re.compile(r"\bweigh(?:s|ing)?\b")),
    (
        re.compile(r"^(?:area|space|floor|surface)"),
        re.compile(r"\b(?:covers?|occup(?:y|ies)|takes?(?: up)?)\b[^⟨]{0,8}⟨[n1]⟩ (?:sq|m2|m²)"),
    ),
    (
        re.compile(r"^(?:capacit|seat|place|room)"),
        re.compile(r"\b(?:carr(?:y|ies)|holds?|seats?|transports?)\b[^⟨]{0,12}⟨[n1]⟩"),
    ),
    (
        re.compile(r"^(?:calor|energy|power|effort|work)"),
        re.compile(r"\bcalories|\bkwh?\b|\bhours\b"),
    ),
)
"""What a share may be of, with the sign that things have figures of it."""
_FIGURED: Final = re.compile(
    r"\b(?:carr(?:y|ies)|holds?|uses?|needs?|takes?|requires?|seats?|transports?|contains?|produces?"
    r"|yields?|reach(?:es)?|lays?|gives?|provides?|serves?|covers?|moves?|brings?)"
    r"(?: (?:up to|about))? ⟨[n1]⟩ (?:\w+ of (?:an? )?)?(?P<noun>[a-z]{3,})"
)
"""A figure of each thing: "carries 40 passengers", "uses 5 g of gold"."""
_SPENT: Final = frozenset(["used", "consumed", "spent", "burnt", "planted"])
"""Said of a measure, not of things: "a third of the wood used"."""
_RATE: Final = re.compile(
    r"\b(?:weighs?|holds?|carr(?:y|ies)|yields?|contains?|serves?|seats?|lays?|reach(?:es)?)"
    r"(?: (?:up to|about))? ⟨[n1]⟩"
)
"""A figure that things have of something: what the share is of is told by its own noun."""
_COLLECTIVE: Final = frozenset(
    "total whole number amount quantity sum production output mix mixture blend batch order fleet "
    "staff workforce team crew portfolio investment inventory stock menu crop land farm field all "
    "overall entire group collection line kind type it them these those which each every both "
    "combined material goods shipment supply people livestock poultry cattle equipment furniture "
    "merchandise traffic".split()
)
"""Nouns that stand for the things themselves, or for nothing of their own."""
_ENDINGS: Final = re.compile(r"(?:ies|es|s|y)$")


def measured_shares(plain: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Places of sentences with a share of a measure that things have figures of, and its words.

    Args:
        plain: The sentences as `optimoot.agents.builtin.hazards` has them, signs for numbers.
    """
    whole = " . ".join(plain)
    priced = _PRICED.search(whole) is not None
    has_rates = _RATE.search(whole) is not None
    figured = {_root(match["noun"]) for match in _FIGURED.finditer(whole)}
    for place, text in enumerate(plain):
        for match in _SHARE.finditer(text):
            parts = (match["what"], match["noun"], match["next"])
            words = [word for part in parts if part for word in part.split()]
            measured = (_is_measured(word, whole, figured, priced=priced) for word in words)
            stuff = _is_stuff(match["noun"], match["next"], has_rates=has_rates)
            if stuff or any(measured):
                yield place, match.group()


def _is_stuff(noun: str | None, following: str | None, *, has_rates: bool) -> bool:
    """Whether a share is one of stuff, of which each thing holds or uses its own amount."""
    if noun is None or noun.endswith("s") or noun in _COLLECTIVE or _MONEY.match(noun):
        return False
    return following in _SPENT or has_rates


def _is_measured(word: str, whole: str, figured: set[str], *, priced: bool) -> bool:
    if _MONEY.match(word) or word in ("he", "she", "they"):
        return priced
    if any(noun.match(word) and sign.search(whole) for noun, sign in _MEASURES):
        return True
    return _root(word) in figured


def _root(word: str) -> str:
    return _ENDINGS.sub("", word)
