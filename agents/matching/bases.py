"""Bases: the nouns that one unit of an item is counted in, and things that there are none of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.atoms import Atom, Clause
from optimoot.agents.builtin.mark_atoms import PERIODS
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.phrases import is_content
from optimoot.agents.builtin.text import Kind, Token
from optimoot.agents.builtin.units import unit_of
from optimoot.agents.matching.spot import MONEY

_CURRENCIES: Final = frozenset("dollar euro pound yuan rupe".split())


@dataclass(frozen=True, slots=True)
class Bases:
    """Nouns that one unit of an item is counted in.

    Attributes:
        nouns: All of them: "a *bag* of Morning", "per *gallon* of grey", "how many *trips*".
    """

    nouns: frozenset[str]


def find_bases(clauses: Sequence[Clause]) -> Bases:
    """What the items are counted in."""
    found: set[str] = set()
    divisors: set[str] = set()
    for clause in clauses:
        tokens = clause.sentence.tokens
        places = {atom.start: atom for atom in clause.atoms if atom.role is Role.ITEM}
        for place, token in enumerate(tokens[:-2]):
            if token.text in ("many", "much") and place and tokens[place - 1].text == "how":
                found |= _asked(tokens, place + 1, places)
            elif token.text in lexicon.SINGLES and _leads_to_item(tokens, place, places):
                unit = unit_of(tokens[place + 1 :])[0] or tokens[place + 1].stem
                found.add(MONEY if unit in _CURRENCIES else unit)
        for place in range(len(tokens)):
            divisors |= {_divisor(tokens, place)}
    return Bases(frozenset(found | divisors) - {"", "unit"})


def _divisor(tokens: Sequence[Token], place: int) -> str:
    """The unit in "$300 an acre", "40 flyers per hour"; empty where there is none."""
    if tokens[place].text not in ("per", "a", "an") or place + 1 >= len(tokens):
        return ""
    near = [token.number for token in tokens[max(0, place - 4) : place] if token.number]
    unit = unit_of(tokens[place + 1 :])[0]
    if not unit or unit in PERIODS or not near:
        return ""
    return unit


def _asked(tokens: Sequence[Token], place: int, items: dict[int, Atom]) -> set[str]:
    if tokens[place - 1].text == "much":
        return {MONEY} if {"invest", "put", "alloc"} & {t.stem for t in tokens} else set()
    words = set()
    while place < len(tokens) and place not in items and is_content(tokens, place):
        words.add(unit_of(tokens[place:])[0] or tokens[place].stem)
        place += 1
    return words


def _leads_to_item(tokens: Sequence[Token], place: int, items: dict[int, Atom]) -> bool:
    """Whether a noun and a link lead from `place` to an item: "each load washed with Brite"."""
    if place + 1 in items or not is_content(tokens, place + 1):
        return False
    linked = False
    for ahead in range(place + 2, min(place + 6, len(tokens))):
        if ahead in items:
            return linked
        linked |= tokens[ahead].text in lexicon.PREPOSITIONS and tokens[ahead].text != "to"
        token = tokens[ahead]
        if token.kind is not Kind.WORD or token.text in lexicon.CONJUNCTIONS:
            return False
    return False


def absent(clauses: Sequence[Clause]) -> frozenset[str]:
    """Nouns that something is said to have none of: "and no fiber"."""
    found = set()
    for clause in clauses:
        for first, second in pairwise(clause.sentence.tokens):
            if first.text in ("no", "without", "any") and second.kind is Kind.WORD:
                found.add(second.stem)
    return frozenset(found)
