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
from optimoot.agents.builtin.units import dimension, unit_of
from optimoot.agents.matching.figure_lots import SIZES
from optimoot.agents.matching.spot import MONEY
from optimoot.problem import NumberKind

PARTING: Final = frozenset(
    "invest put alloc split divid distribut spread share place deposit commit lent lend grant "
    "given award".split()
)
"""Stems of verbs that part an amount: "invests $900 in bonds and stocks"."""
_INTO: Final = frozenset("in into between among across over".split())
_SORTS: Final = frozenset("type kind sort model class".split())
_REACH: Final = 4
"""Tokens within which "in" or "among" follows an amount that is parted."""
_CURRENCIES: Final = frozenset("dollar euro pound yuan rupe".split())


@dataclass(frozen=True, slots=True)
class Bases:
    """Nouns that one unit of an item is counted in.

    Attributes:
        nouns: All of them: "a *bag* of Morning", "per *gallon* of grey", "how many *trips*".
    """

    nouns: frozenset[str]


def find_bases(clauses: Sequence[Clause], family: frozenset[str] = frozenset()) -> Bases:
    """What the items are counted in.

    Args:
        clauses: The sentences, tagged with one cast.
        family: Stems of nouns that stand for any of the items.
    """
    found: set[str] = set()
    divisors: set[str] = set()
    for clause in clauses:
        tokens = clause.sentence.tokens
        places = {atom.start: atom for atom in clause.atoms if atom.role is Role.ITEM}
        for place, token in enumerate(tokens[:-2]):
            if token.text in ("many", "much") and place and tokens[place - 1].text == "how":
                found |= _asked(tokens, place + 1, places)
            elif token.text in lexicon.SINGLES and _leads_to_item(tokens, place, places, family):
                found.add(_base(tokens, place + 1))
        for place in range(len(tokens)):
            divisors |= {_divisor(tokens, place), _bounded(tokens, place, places)}
        if _shares_money(clause, family):
            found.add(MONEY)
    return Bases(frozenset(found | divisors) - {"", "unit"})


def _base(tokens: Sequence[Token], place: int) -> str:
    """The unit at a place, past "thousand": "every thousand dollars put into"."""
    place += tokens[place].text in SIZES
    if tokens[place].stem in PARTING | {"spend"}:
        return MONEY  # "every thousand put into"
    unit = unit_of(tokens[place:])[0] or tokens[place].stem
    return MONEY if unit in _CURRENCIES or tokens[place].stem in _CURRENCIES else unit


def _divisor(tokens: Sequence[Token], place: int) -> str:
    """The unit in "$300 an acre", "Per litre the profit is 4"; empty where there is none."""
    if tokens[place].text not in ("per", "a", "an") or place + 1 >= len(tokens):
        return ""
    near = [token.number for token in tokens[max(0, place - 4) : place] if token.number]
    unit = unit_of(tokens[place + 1 :])[0]
    opens = tokens[place].text == "per" and not place and dimension(unit) != "time"
    if opens and is_content(tokens, 1):
        unit = unit or tokens[1].stem
    if not unit or unit in PERIODS or not (near or opens):
        return ""
    return unit


def _bounded(tokens: Sequence[Token], place: int, items: dict[int, Atom]) -> str:
    """The noun in "at least 4 *servers* of type M"; empty where there is none."""
    number = tokens[place].number
    if number is None or number.kind is not NumberKind.PLAIN or place + 2 >= len(tokens):
        return ""
    before = [token.text for token in tokens[max(0, place - 2) : place]]
    if before not in (["at", "least"], ["at", "most"], ["more", "than"], ["fewer", "than"]):
        return ""
    if tokens[place + 2].text != "of" or not is_content(tokens, place + 1):
        return ""
    sort = place + 3 < len(tokens) and tokens[place + 3].stem in _SORTS
    return tokens[place + 1].stem if place + 3 + sort in items else ""


def _shares_money(clause: Clause, family: frozenset[str]) -> bool:
    """Whether an amount of money is put into the items: "places £900 in three funds"."""
    tokens = clause.sentence.tokens
    if not any(token.stem in PARTING for token in tokens):
        return False
    named = {
        place
        for atom in clause.atoms
        if atom.role is Role.ITEM
        for place in range(atom.start, atom.end)
    }
    for place, token in enumerate(tokens):
        if token.number is None or token.number.kind is not NumberKind.MONEY:
            continue
        ahead = range(place + 1, min(place + _REACH, len(tokens)))
        link = next((p for p in ahead if tokens[p].text in _INTO), None)
        if link is not None and any(
            p in named or tokens[p].stem in family
            for p in range(link + 1, min(link + 5, len(tokens)))
        ):
            return True
    return False


def _asked(tokens: Sequence[Token], place: int, items: dict[int, Atom]) -> set[str]:
    if tokens[place - 1].text == "much":
        return {MONEY} if {"invest", "put", "alloc"} & {t.stem for t in tokens} else set()
    words = set()
    while place < len(tokens) and place not in items and is_content(tokens, place):
        words.add(unit_of(tokens[place:])[0] or tokens[place].stem)
        place += 1
    return words


def _leads_to_item(
    tokens: Sequence[Token], place: int, items: dict[int, Atom], family: frozenset[str]
) -> bool:
    """Whether a noun and a link lead from `place` to an item: "each load washed with Brite".

    So they do to any of them: "a hectare of each crop".
    """
    if place + 1 in items or not is_content(tokens, place + 1):
        return False
    linked = False
    for ahead in range(place + 2, min(place + 6, len(tokens))):
        each = tokens[ahead - 1].text in lexicon.EACHES and tokens[ahead].stem in family
        if ahead in items or each:
            return linked
        led = tokens[ahead].text in lexicon.PREPOSITIONS
        linked |= led and (tokens[ahead].text != "to" or tokens[place + 1].text in SIZES)
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
            if second.text == "free" and second.joined and first.kind is Kind.WORD:
                found.add(first.stem)  # "are emission-free"
    return frozenset(found)
