"""The purpose: what is to be maximized or minimized, in the text's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.atoms import Clause
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.text import Kind, Token, stem
from optimoot.agents.builtin.units import dimension, unit_of
from optimoot.agents.matching.words import COSTS, EMPTY, GAINS, LEAST, MOST
from optimoot.formulation import Sense
from optimoot.problem import NumberKind

_AS: Final = frozenset("high much many large great low little few small cheap cheaply".split())
_LOOSE: Final = _AS | {"most"}
_LITTLE: Final = frozenset("low little few small cheap cheaply".split())
_DIMENSIONS: Final = {
    "time": "time",
    "duration": "time",
    "weight": "mass",
    "distance": "length",
    "electricity": "energy",
    "energy": "energy",
    "area": "area",
    "power": "power",
}
_PLAIN_GAINS: Final = frozenset("profit earn margin sell bring revenu".split())
_ASKING: Final = frozenset("find determine decide plan suggest recommend work help".split())
_VAGUE: Final = frozenset(
    stem(word)
    for word in "mix mixture plan production schedule combination solution way choice allocation "
    "strategy use decision option program programme result outcome possible do thing idea "
    "product quantity what which".split()
)
"""Nouns of what is sought, that do not tell by which measure."""
_BEHIND: Final = 10
_AHEAD: Final = 7
_SMALL: Final = frozenset("low small little few cheap cheaply short".split())
_LARGE: Final = frozenset("high large great big".split())
_WONDERED: Final = 0.8
"""How clear a goal is that is only asked for: "how low can the bill be"."""
_SUPPOSED: Final = 0.5
"""How clear it is that profit is what counts, where only profit is told and nothing asked for."""
_NOT_LINEAR: Final = frozenset(
    "ratio variance average mean product percentage proportion deviation volume makespan "
    "latest earliest longest".split()
)
_PERIODS: Final = frozenset(
    "day week month year shift night season quarter annum period run batch".split()
)
"""What a sum may be told per, and stay one."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a text wants optimized.

    Attributes:
        words: Stems that tell what.
        units: Dimensions and units that its words name.
        items: Items that it names.
        counting: Whether it asks for a number of things.
        heads: Stems of these things.
        clear: 1 for "maximize", less for weaker signs.
        odd: Whether its words speak of something that is no sum over the items.
    """

    sense: Sense
    sentence: int
    words: frozenset[str]
    units: frozenset[str]
    items: tuple[int, ...]
    counting: bool
    clear: float
    odd: bool = False
    heads: frozenset[str] = frozenset()

    @property
    def gains(self) -> bool:
        """Whether it is a gain of money."""
        return bool(self.words & GAINS)

    @property
    def costs(self) -> bool:
        """Whether it is an expense of money."""
        return bool(self.words & COSTS) and not self.gains


def find_purposes(clauses: Sequence[Clause]) -> tuple[Purpose, ...]:
    """The signs of a purpose, the clearest first, later ones before earlier ones."""
    found = [
        purpose
        for clause in clauses
        for place in range(len(clause.sentence.tokens))
        if (purpose := _purpose(clause, place)) is not None
    ]
    if all(_is_vague(purpose) for purpose in found):
        found = [*_unsaid(clauses), *found]
    return tuple(
        sorted(found, key=lambda p: (-p.clear, not (p.words or p.items or p.units), -p.sentence))
    )


def _is_vague(purpose: Purpose) -> bool:
    """Whether it says that something is wanted best, and not by which measure."""
    told = purpose.items or purpose.units or purpose.counting or purpose.words - _VAGUE
    return purpose.sense is Sense.MAXIMIZE and not told


def _unsaid(clauses: Sequence[Clause]) -> Iterator[Purpose]:
    """The most profit, where a text asks what to do and says nothing of what for."""
    asked = [clause for clause in clauses if _asks(clause)]
    words = frozenset(token.stem for clause in clauses for token in clause.sentence.tokens)
    paid = any(
        token.number is not None and token.number.kind is NumberKind.MONEY
        for clause in clauses
        for token in clause.sentence.tokens
    )
    if asked and (words & _PLAIN_GAINS or (paid and not words & COSTS)):
        yield Purpose(
            Sense.MAXIMIZE,
            asked[-1].sentence.index,
            frozenset(["profit"]),
            frozenset(),
            (),
            counting=False,
            clear=_SUPPOSED,
        )


def _asks(clause: Clause) -> bool:
    """Whether a sentence asks for a plan: a question, or "find the best mix"."""
    tokens = clause.sentence.tokens
    return clause.sentence.question or any(token.text in _ASKING for token in tokens[:3])


def _purpose(clause: Clause, place: int) -> Purpose | None:
    tokens = clause.sentence.tokens
    found = _sense(tokens, place, clause.sentence.question) or _wondered(clause, place)
    if found is None:
        return None
    sense, clear = found
    low, high = place + 1, min(len(tokens), place + 1 + _BEHIND)
    if tokens[place].text in _LOOSE or not _content(tokens[low : low + 4]):
        low = max(0, place - _AHEAD)
    for stop in range(place + 1, high):
        if tokens[stop].text in _STOPS or tokens[stop].kind is Kind.NUMBER:
            high = stop
            break
    for stop in range(place - 1, low, -1):
        if tokens[stop].text in _STOPS or tokens[stop].kind is Kind.NUMBER:
            low = stop + 1
            break
    span = tokens[low:high]
    units = {unit_of(tokens[at:])[0] for at in range(low, high)} - {"", "unit"}
    return Purpose(
        sense,
        clause.sentence.index,
        _content(span) | ({tokens[place].stem} & COSTS),
        frozenset(units | {dimension(unit) for unit in units} - {""})
        | frozenset(_DIMENSIONS[token.text] for token in span if token.text in _DIMENSIONS),
        _items(clause, low, high),
        any(token.text in ("number", "many", "count", "fewest", "few") for token in span),
        clear,
        any(token.text in _NOT_LINEAR for token in span) or _is_share(tokens, low, high),
        _heads(span),
    )


def _is_share(tokens: Sequence[Token], low: int, high: int) -> bool:
    """Whether one sum is wanted per another: "the least cost per basket delivered"."""
    for place in range(low, min(high, len(tokens) - 1)):
        after = tokens[place + 1]
        if tokens[place].text == "per" and after.text not in _PERIODS:
            return True
    return any(token.text == "divided" for token in tokens[low:])


def _heads(tokens: Sequence[Token]) -> frozenset[str]:
    """The nouns behind "number of"."""
    for place, token in enumerate(tokens):
        if token.text in ("number", "many", "fewest"):
            found = set()
            for later in tokens[place + 1 : place + 5]:
                if (
                    later.text in lexicon.PREPOSITIONS and later.text != "of"
                ) or later.text == "that":
                    break
                found.add(later.stem)
            return frozenset(found) - EMPTY
    return frozenset()


def _items(clause: Clause, low: int, high: int) -> tuple[int, ...]:
    """Items that a number of is wanted: "the number of vans and trucks"."""
    tokens = clause.sentence.tokens
    counted = [p for p in range(low, high) if tokens[p].text in ("number", "many", "fewest")]
    if not counted:
        return ()
    found: list[int] = []
    place = counted[0] + 1
    while place < len(tokens):
        atom = next((a for a in clause.atoms if a.start <= place < a.end), None)
        if atom is not None and atom.role is Role.ITEM:
            found.extend(atom.items)
        elif tokens[place].text not in _BETWEEN:
            break
        place += 1
    return tuple(dict.fromkeys(found))


_BETWEEN: Final = frozenset("of the total used , and or".split())
_STOPS: Final = frozenset("; : while whereas subject given if when assuming without but".split())


def _content(tokens: Sequence[Token]) -> frozenset[str]:
    return (
        frozenset(
            token.stem
            for token in tokens
            if token.kind is Kind.WORD and token.text not in lexicon.PREPOSITIONS
        )
        - EMPTY
    )


def _sense(tokens: Sequence[Token], place: int, question: bool) -> tuple[Sense, float] | None:
    token = tokens[place]
    before = tokens[place - 1].text if place else ""
    if token.stem in lexicon.GOAL_VERBS:
        sense = Sense.MAXIMIZE if token.text.startswith("max") else Sense.MINIMIZE
        return sense, 1.0
    if before == "as" and token.text in _AS:
        later = [other.text for other in tokens[place + 1 : place + 6]]
        if "possible" in later or "can" in later:
            return (Sense.MINIMIZE if token.text in _LITTLE else Sense.MAXIMIZE), 0.9
    if _is_limit(tokens, place):
        return None
    if token.text in MOST:
        return Sense.MAXIMIZE, 0.8 if question or token.text == "most" else 0.6
    if token.text in LEAST:
        return Sense.MINIMIZE, 0.8
    if token.text in ("optimal", "optimum"):
        return Sense.MAXIMIZE, 0.3
    return None


def _wondered(clause: Clause, place: int) -> tuple[Sense, float] | None:
    """Read "how low can the bill be", "how much … at most", "how many people can be reached"."""
    tokens = clause.sentence.tokens
    if clause.sentence.question and tokens[place].text in ("what", "which"):
        return _asked(tokens, place)
    if not place or tokens[place - 1].text != "how":
        return None
    word, later = tokens[place].text, tokens[place + 1 :]
    texts = [token.text for token in later]
    if word in _SMALL:
        return Sense.MINIMIZE, _WONDERED
    if word in _LARGE:
        return Sense.MAXIMIZE, _WONDERED
    if word not in ("much", "many"):
        return None
    pairs = list(pairwise(texts))
    if ("at", "least") in pairs:
        return Sense.MINIMIZE, _WONDERED
    if ("at", "most") in pairs:
        return Sense.MAXIMIZE, _WONDERED
    modal = next((at for at, text in enumerate(texts) if text in ("can", "could")), 0)
    named = any(
        atom.role is Role.ITEM and place < atom.start <= place + modal for atom in clause.atoms
    )
    if modal and not named and _content(later[:modal]):
        return Sense.MAXIMIZE, _WONDERED
    return None


def _asked(tokens: Sequence[Token], place: int) -> tuple[Sense, float] | None:
    """Read "what income can she reach at most?"."""
    extremes = {"least": Sense.MINIMIZE, "most": Sense.MAXIMIZE}
    for at in range(place + 2, len(tokens)):
        figure = at + 1 < len(tokens) and tokens[at + 1].kind is Kind.NUMBER
        if tokens[at - 1].text == "at" and tokens[at].text in extremes and not figure:
            return extremes[tokens[at].text], _WONDERED
    return None


def _is_limit(tokens: Sequence[Token], place: int) -> bool:
    """Whether a superlative belongs to a limit: "at most", "a minimum of 40"."""
    ahead = tokens[place + 1 : place + 6]
    if place and tokens[place - 1].text == "at":
        return not (place > 1 and tokens[place - 2].text in ("keep", "kept"))
    if ahead and ahead[0].kind is Kind.NUMBER:
        return True
    if tokens[place].text not in ("minimum", "maximum") or not ahead:
        return False
    return ahead[0].text == "of" or any(token.kind is Kind.NUMBER for token in ahead)
