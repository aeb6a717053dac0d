"""What superlatives wish for: "the most money", "as cheap as possible", "my best income"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.marks import at_least_cost
from optimoot.agents.builtin.text import Kind, Token, stem
from optimoot.formulation import Sense

KEEPING: Final = frozenset("keep keeping keeps hold holding".split())
_ASKING: Final = frozenset("find determine calculate compute what".split())
_LITTLE: Final = frozenset("low little small few cheap cheaply".split())
_MUCH: Final = frozenset("high much many large great".split())
_MOST: Final = frozenset("maximum highest largest greatest most biggest best".split())
_LEAST: Final = frozenset("lowest least cheapest fewest smallest minimum".split())
_SURE: Final = frozenset("lowest cheapest".split())
"""Superlatives that are wishes wherever they stand."""
_WISHING: Final = frozenset("to so that for want wants like if get gets hope aim".split())
_BEST: Final = frozenset("best optimal optimum".split())
_PLANS: Final = frozenset(
    stem(word)
    for word in "mix plan combination program programme schedule strategy policy mixture".split()
)
_LONGEST_PLAN: Final = 4
_BOUNDING: Final = frozenset(["minimum", "maximum"])
"""Superlatives that mostly belong to limits."""
_OWNING: Final = lexicon.ARTICLES
_REACH: Final = 8


def superlative(tokens: Sequence[Token], place: int, *, question: bool) -> Sense | None:
    """The sense of a wish at token `place`; None where it is none, or belongs to a limit.

    Args:
        tokens: The sentence.
        place: Index of a token.
        question: Whether the sentence is a question.
    """
    token = tokens[place]
    if _as_far(tokens, place):
        return Sense.MINIMIZE if token.text in _LITTLE else Sense.MAXIMIZE
    near = tokens[max(0, place - 6) : place]
    asked = question or any(other.text in _ASKING for other in near)
    kept = [other.text for other in near if other.text in KEEPING]
    if token.text in ("minimum", "maximum") and kept_at(tokens, place) and kept:
        return Sense.MINIMIZE if token.text == "minimum" else Sense.MAXIMIZE
    before = tokens[place - 1].text if place else ""
    if before == "at" and question and _asked_how_far(tokens, place):
        return Sense.MAXIMIZE if token.text in _MOST | {"best"} else Sense.MINIMIZE
    if before == "at":
        least_cost = token.text == "least" and at_least_cost(tokens, place - 1)
        return Sense.MINIMIZE if least_cost else None
    if token.text not in _MOST | _LEAST or _tells_figure(tokens, place):
        return None
    asked = asked or _wished(tokens, place)
    if not asked and token.text not in _SURE:
        return None
    if token.text == "best" and not _gains(tokens, place):
        return None
    return Sense.MAXIMIZE if token.text in _MOST else Sense.MINIMIZE


def _asked_how_far(tokens: Sequence[Token], place: int) -> bool:
    """Read "How many guests can be seated at most?": a wish, there being no figure behind."""
    if not any(a.text == "how" and b.text in ("many", "much") for a, b in pairwise(tokens)):
        return False
    return all(token.kind is not Kind.NUMBER for token in tokens[place : place + 5])


def kept_at(tokens: Sequence[Token], place: int) -> bool:
    """Whether "to a" or "at a" stands before."""
    return [t.text for t in tokens[max(0, place - 2) : place]] in (["to", "a"], ["at", "a"])


def _as_far(tokens: Sequence[Token], place: int) -> bool:
    """Read "as little … as possible", "as many … as we can"."""
    if tokens[place].text not in _LITTLE | _MUCH or not place or tokens[place - 1].text != "as":
        return False
    ahead = [token.text for token in tokens[place + 1 : place + 6]]
    if "possible" in ahead:
        return True
    rest = ahead[ahead.index("as") + 1 :] if "as" in ahead else []
    return bool(rest) and rest[0] in lexicon.PRONOUNS and rest[1:2] in (["can"], ["could"])


def _tells_figure(tokens: Sequence[Token], place: int) -> bool:
    """Whether a figure follows at once: "the minimum 20", "the largest two"."""
    return any(token.kind is Kind.NUMBER for token in tokens[place + 1 : place + 2])


def _wished(tokens: Sequence[Token], place: int) -> bool:
    """Whether "so that we earn the most", "for the biggest profit" or the like stands here."""
    if not place or tokens[place - 1].text not in _OWNING or tokens[place].text in _BOUNDING:
        return False
    near = tokens[max(0, place - _REACH) : place - 1]
    later = next((p for p in range(len(near) - 1, -1, -1) if near[p].kind is not Kind.WORD), -1)
    return any(token.text in _WISHING for token in near[later + 1 :])


def asks_for_best(tokens: Sequence[Token]) -> bool:
    """Whether the best plan is asked for, and not said what for: "the optimal product mix"."""
    for place, token in enumerate(tokens):
        if token.text not in _BEST:
            continue
        end = place + 1
        while end < len(tokens) and end - place < _LONGEST_PLAN and _names(tokens[end]):
            end += 1
        if any(other.stem in _PLANS for other in tokens[place + 1 : end]):
            return True
    return False


def _names(token: Token) -> bool:
    return token.kind is Kind.WORD and token.text not in lexicon.PREPOSITIONS


def _gains(tokens: Sequence[Token], place: int) -> bool:
    """Whether "best" speaks of what is earned: "the best I can earn", "my best income"."""
    ahead = tokens[place + 1 : place + 6]
    return any(token.stem in lexicon.GAIN | lexicon.EARNING for token in ahead)
