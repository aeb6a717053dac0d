"""Whether decisions are whole numbers.

The rule: explicit words win ("whole numbers", "integers", "cannot be fractional"; "may be
fractional"). Without them, a thing that is counted is whole, and an amount of stuff (acres,
litres, hours, money) is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.items import Cast
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.tagging import Clause
from optimoot.agents.builtin.text import Token

_ROUNDING = frozenset("nearest round rounded rounding answer result".split())


def stated(clauses: Sequence[Clause]) -> bool | None:
    """True where the text asks for whole numbers, False where it allows fractions."""
    for clause in clauses:
        tokens = clause.sentence.tokens
        if "\\mathbb{R" in clause.sentence.quote:
            return False
        if says_divisible(" ".join(token.text for token in tokens)):
            return False
        for place, token in enumerate(tokens):
            found = _says(tokens, place, token)
            if found is not None:
                return found
    return None


_DIVISIBLE: Final = re.compile(
    r"\b(?:divided|divisible|split) (?:at will|freely|as one likes)\b|\bdivisible\b"
    r"|\b(?:any|arbitrary) (?:quantity|quantities|weight|size|amount|area|fraction)\b"
    r"|\bneed not be (?:a |an )?(?:whole|round|integer|integral)\b"
    r"|\b(?:part|partial|half) \w+ (?:are|is) (?:fine|allowed|possible|ok|permitted)\b"
    r"|\bfraction\w*(?: \w+){0,4} (?:allowed|fine|possible|permitted|acceptable)\b"
    r"|\breal (?:numbers?|variables?)\b"
)
_NOT: Final = re.compile(r"\b(?:not|no|never|cannot|without|nor)\b")


def says_divisible(text: str) -> bool:
    """Whether a sentence in lower case says that decisions need not be whole numbers."""
    found = _DIVISIBLE.search(text)
    if found is None:
        return False
    near = text[max(0, found.start() - 24) : found.end()].replace("need not be", "")
    return _NOT.search(near) is None


def _says(tokens: Sequence[Token], place: int, token: Token) -> bool | None:
    before = {other.text for other in tokens[max(0, place - 6) : place]}
    after = {other.text for other in tokens[place + 1 : place + 6]}
    around = before | after
    if token.text in ("integer", "integers", "whole", "indivisible", "integral"):
        return None if before & _ROUNDING else True
    if token.stem in ("fraction", "fraction") or token.text.startswith("fraction"):
        if around & {"not", "no", "never", "without"}:
            return True
        if around & {"allowed", "permitted", "possible", "may", "acceptable"}:
            return False
    if token.text == "continuous":
        return False
    return None


def is_divisible(clauses: Sequence[Clause], cast: Cast, item: int) -> bool:
    """Whether an item is an amount of stuff, by the words around its mentions."""
    own = cast.items[item]
    if own.phrase[-1] in lexicon.STUFF or own.name.split()[-1] in lexicon.STUFF:
        return True
    return any(_asked_in_stuff(clause) or _measured_in_stuff(clause, item) for clause in clauses)


def _asked_in_stuff(clause: Clause) -> bool:
    """Read "How many acres of each", "how much of each"."""
    tokens = clause.sentence.tokens
    for place, token in enumerate(tokens[:-2]):
        if token.text == "how" and tokens[place + 1].text == "long":
            return True
        asked_for = {other.text for other in tokens[place + 2 : place + 6]}
        if token.text == "how" and tokens[place + 1].text == "much" and asked_for & _PAID:
            continue  # "how much to invest" asks for money, not for stuff
        if token.text == "how" and tokens[place + 1].text == "much":
            asked = tokens[place + 2].text
            return asked in lexicon.STUFF or not asked.endswith("s") or asked in lexicon.AUXILIARIES
        if token.text == "how" and tokens[place + 1].text == "many":
            return tokens[place + 2].text in lexicon.STUFF
    return False


_PAID: Final = frozenset("invest spend pay charge".split())


def _measured_in_stuff(clause: Clause, item: int) -> bool:
    """Read "per hectare of tomatoes", "each kilogram of the mix", "each dollar invested"."""
    tokens = clause.sentence.tokens
    for atom in clause.atoms:
        if atom.role is not Role.ITEM or item not in atom.items:
            continue
        for place in range(max(1, atom.start - 5), atom.start):
            if tokens[place].text in lexicon.STUFF and tokens[place - 1].text in lexicon.EACHES:
                between = [token.text for token in tokens[place + 1 : atom.start]]
                return all(
                    text in lexicon.ARTICLES or text in lexicon.PREPOSITIONS or text == "invested"
                    for text in between
                )
        after = tokens[atom.end : atom.end + 8]
        for place, token in enumerate(after[:-1]):
            if token.text == "per" and after[place + 1].text in _STUFF_BASES:
                return True
    return False


_STUFF_BASES = frozenset(
    "kilogram kg gram hectare acre liter litre gallon ton tonne pound ounce meter".split()
)
