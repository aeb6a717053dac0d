"""Letters of the prose that are no symbols: "crane A", "flows in m^3", "i.e."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from optimoot.agents.algebra.lexing import Token

_BESIDE: Final = frozenset(
    "op rel strict num raw func frac sum sup bar transpose best member field every open".split()
)
"""Kinds of tokens beside which a letter is a symbol."""
_NOT_NOUNS: Final = frozenset(
    """let where with and that when then find given over from subject such maximise maximize
    minimise minimize suppose denote denotes call called write take choose variable variables
    unknown unknowns quantity matrix vector number numbers constant""".split()
)
_SHORTEST_NOUN: Final = 4
_LENGTHS: Final = frozenset({"m", "cm", "mm", "dm", "km", "ft"})
_SAYING: Final = frozenset(
    "say says tell tells indicate indicates show shows state states record records".split()
)
_BEFORE_UNITS: Final = frozenset({"in", "per", "cubic"})


def without_labels(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, where capital letters that only name things are words.

    Such a letter follows a noun somewhere ("crane A"), and stands beside no sign of arithmetic
    anywhere.
    """
    lone = [
        t.kind == "name" and len(t.text) == 1 and t.text.isupper() and not t.subs for t in tokens
    ]
    symbols = {
        t.text for place, t in enumerate(tokens) if lone[place] and _in_algebra(tokens, place)
    }
    named = {
        t.text for place, t in enumerate(tokens) if lone[place] and _after_noun(tokens, place)
    } - symbols
    letters = _listed(tokens, lone, named) - symbols
    return [
        replace(t, kind="word") if lone[place] and t.text in letters else t
        for place, t in enumerate(tokens)
    ]


def _in_algebra(tokens: Sequence[Token], place: int) -> bool:
    before = tokens[place - 1].kind if place else ""
    after = tokens[place + 1].kind if place + 1 < len(tokens) else ""
    return before in _BESIDE or after in _BESIDE - {"open", "num", "raw"} or before == "close"


def _after_noun(tokens: Sequence[Token], place: int) -> bool:
    before = tokens[place - 1] if place else None
    return (
        before is not None
        and before.kind == "word"
        and len(before.text) >= _SHORTEST_NOUN
        and before.text.lower() not in _NOT_NOUNS
    )


def _listed(tokens: Sequence[Token], lone: Sequence[bool], named: set[str]) -> set[str]:
    """The letters `named` and those listed with them: "cranes A, B and C"."""
    found = set(named)
    for place, token in enumerate(tokens):
        if not (lone[place] and token.text in named):
            continue
        at = place + 1
        while at < len(tokens) and (
            lone[at] or tokens[at].kind == "comma" or tokens[at].text in ("and", "or")
        ):
            found |= {tokens[at].text} if lone[at] else set()
            at += 1
    return found


def without_units(tokens: Sequence[Token]) -> tuple[list[Token], set[str]]:
    """The tokens, where "in m^3" has no power, and the ids of the Numbers of such powers."""
    told: list[Token] = []
    numbers: set[str] = set()
    at = 0
    while at < len(tokens):
        token = tokens[at]
        told.append(token)
        at += 1
        before = told[-2].text.lower() if len(told) > 1 else ""
        if before not in _BEFORE_UNITS or token.text not in _LENGTHS or token.subs:
            continue
        end = _power(tokens, at)
        if end > at:
            told[-1] = replace(token, kind="word")
            numbers |= {t.number.id for t in tokens[at:end] if t.number is not None}
            at = end
    return told, numbers


def _power(tokens: Sequence[Token], at: int) -> int:
    """The place after `^3`, `^{2}` or `²` at `at`; `at` where there is none."""
    texts = [token.text for token in tokens[at : at + 4]]
    if texts[:1] in (["2"], ["3"]) and tokens[at].kind == "sup":
        return at + 1
    if texts[:2] in (["^", "2"], ["^", "3"]):
        return at + 2
    if texts in (["^", "{", "2", "}"], ["^", "{", "3", "}"]):
        return at + 4
    return at


def without_indirect_questions(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, where the "if" of "y_j says if site j is open" is no condition."""
    return [
        replace(token, text="whether")
        if token.text == "if" and place and tokens[place - 1].text.lower() in _SAYING
        else token
        for place, token in enumerate(tokens)
    ]
