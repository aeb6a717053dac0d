"""Two decisions for each item: "the number of buses, and the number of trips per bus"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.agents.builtin.atoms import Clause
from optimoot.agents.builtin.text import Kind, Token

_REACH: Final = 12
_EACHES: Final = frozenset("per each every".split())
_BETWEEN: Final = frozenset("of to in on for at from the a".split())


@dataclass(frozen=True)
class Paired:
    """So many of an outer thing for each item, each with so many of an inner one.

    Attributes:
        outer: Stem of the outer noun, with its word.
        inner: Stem of the inner noun, with its word.
    """

    outer: tuple[str, str]
    inner: tuple[str, str]


def find(clauses: Sequence[Clause]) -> Paired | None:
    """The two decisions that a sentence asks for; None where none does."""
    for clause in clauses:
        tokens = clause.sentence.tokens
        counted = [(p, noun) for p in range(len(tokens)) if (noun := _counted(tokens, p))]
        for place, inner in counted:
            bases = _bases(tokens, place)
            for earlier, outer in counted:
                if earlier < place and outer.stem in bases and inner.stem != outer.stem:
                    return Paired((outer.stem, outer.text), (inner.stem, inner.text))
    return None


def _counted(tokens: Sequence[Token], place: int) -> Token | None:
    """The noun of "the number of staff members" and "how many trips"."""
    pair = [token.text for token in tokens[place : place + 2]]
    if pair not in (["number", "of"], ["how", "many"]):
        return None
    end = place + 2
    while end < len(tokens) and tokens[end].kind is Kind.WORD and _goes_on(tokens, end):
        end += 1
    return tokens[end - 1] if end > place + 2 else None


def _goes_on(tokens: Sequence[Token], place: int) -> bool:
    text = tokens[place].text
    if text in _BETWEEN or text in _EACHES or not text.isalpha():
        return False
    before = tokens[place - 1].text
    return before in ("of", "many") or (text.endswith("s") and not before.endswith("s"))


def _bases(tokens: Sequence[Token], place: int) -> frozenset[str]:
    """The nouns behind "per" or "each" that a count may be told for."""
    found = set()
    for at in range(place + 2, min(place + _REACH, len(tokens) - 1)):
        if tokens[at].text in (",", ";"):
            break
        if tokens[at].text in _EACHES:
            found.add(tokens[at + 1].stem)
    return frozenset(found)
