"""Symbols that the text declares: "let x be the number of vans", "vans, denoted by V"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.phrases import is_content, is_symbol
from optimoot.agents.builtin.text import Kind, Sentence, Token

_DECLARING: Final = frozenset(
    "be denote denotes represent represents indicate indicates signify signifies is are equal "
    "equals designate designates".split()
)
_BY: Final = frozenset(
    "denoted represented designated symbolized symbolised labeled labelled".split()
)
_AMOUNTS: Final = frozenset("number numbers quantity amount count units total".split())
_LINKS: Final = frozenset("of for in on to at from".split())
_SKIPPED: Final = lexicon.ARTICLES | {"respectively", "total"}
_MOST_WORDS: Final = 5


def declared(sentences: Sequence[Sentence]) -> dict[str, tuple[str, ...]]:
    """What each declared symbol stands for: stems of its words, by the symbol's stem."""
    found: dict[str, tuple[str, ...]] = {}
    for sentence in sentences:
        tokens = sentence.tokens
        found.update(_listed(tokens))
        declares = False
        for place, token in enumerate(tokens):
            if not is_symbol(token) or token.text.isdecimal():
                continue
            named = _behind(tokens, place + 1, declares=declares) or _before(tokens, place)
            declares = declares or bool(named)
            if named:
                found.setdefault(token.stem, named)
    return found


def _listed(tokens: Sequence[Token]) -> dict[str, tuple[str, ...]]:
    """Read "let a, b and c represent the tons of copper, zinc and lead"."""
    for verb, token in enumerate(tokens):
        if token.text not in _DECLARING - {"is", "equal", "equals"}:
            continue
        symbols = _run(tokens[:verb])
        amount = verb + 1
        while amount < len(tokens) and tokens[amount].text in _SKIPPED | {"respective"}:
            amount += 1
        if len(symbols) < 2 or amount + 1 >= len(tokens) or tokens[amount + 1].text != "of":
            continue
        names: list[tuple[str, ...]] = [()]
        for place in range(amount + 2, len(tokens)):
            if is_content(tokens, place) and not is_symbol(tokens[place]):
                names[-1] += (tokens[place].stem,)
            elif tokens[place].text in (",", "and"):
                names += [()] if names[-1] else []
            elif tokens[place].text not in _SKIPPED:
                break
        if len(names) == len(symbols) and all(names):
            return dict(zip(symbols, names, strict=True))
    return {}


def _run(tokens: Sequence[Token]) -> list[str]:
    """The symbols at the end of some tokens, joined by commas and "and"."""
    found: list[str] = []
    for token in reversed(tokens):
        if is_symbol(token) and not token.text.isdecimal():
            found.insert(0, token.stem)
        elif token.text not in (",", "and"):
            break
    return found


def _behind(tokens: Sequence[Token], place: int, *, declares: bool) -> tuple[str, ...]:
    """The words behind "x denotes the number of", or "y the number of" in the same sentence."""
    told = False
    while place < len(tokens) and tokens[place].text in _DECLARING:
        told = True
        place += 1
    if not told and not declares:
        return ()
    while place < len(tokens) and tokens[place].text in _SKIPPED:
        place += 1
    if place + 1 >= len(tokens) or tokens[place].text not in _AMOUNTS:
        return ()
    if tokens[place + 1].text != "of":
        return ()
    return _phrase(tokens, place + 2)


def _phrase(tokens: Sequence[Token], place: int) -> tuple[str, ...]:
    """Stems of a noun phrase and of what a preposition adds to it: "tons of wheat"."""
    words: list[str] = []
    while place < len(tokens) and len(words) < _MOST_WORDS:
        token = tokens[place]
        if is_content(tokens, place) and not is_symbol(token):
            words.append(token.stem)
        elif not words or token.text not in _LINKS | _SKIPPED:
            break
        place += 1
    return tuple(dict.fromkeys(words))


def _before(tokens: Sequence[Token], place: int) -> tuple[str, ...]:
    """The words before "…, denoted by x" or "… (denoted as x)"."""
    if place < 3 or tokens[place - 1].text not in ("by", "as") or tokens[place - 2].text not in _BY:
        return ()
    end = place - 2
    while end > 0 and (tokens[end - 1].kind is not Kind.WORD or tokens[end - 1].text in _DECLARING):
        end -= 1
    start = end
    while start > 0 and end - start < _MOST_WORDS - 2 and is_content(tokens, start - 1):
        start -= 1
    return tuple(token.stem for token in tokens[start:end] if not is_symbol(token))
