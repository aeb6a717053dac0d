"""Which letters and words of a text are its symbols: data, indices, variables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from optimoot.agents.algebra.arguments import without_arguments
from optimoot.agents.algebra.data import Data, take_data
from optimoot.agents.algebra.labels import (
    without_indirect_questions,
    without_labels,
    without_units,
)
from optimoot.agents.algebra.lexing import Token, lex
from optimoot.agents.algebra.terms import NotAlgebra, Terms
from optimoot.agents.algebra.wording import KINDS, SENSES
from optimoot.problem import Problem

_OPERATIONS: Final = frozenset({"+", "-", "*", "^", "/"})
_MATH: Final = frozenset({"num", "name", "open", "close", "func", "sum", "raw", "frac"})
_VERBS: Final = frozenset("and is are denote must be represent".split())
_ARTICLES: Final = frozenset({"a", "A", "I"})


def read_symbols(problem: Problem) -> tuple[Terms, list[Token]]:
    """The Terms of a Problem, and its tokens without definitions of data."""
    lexed, units = without_units(lex(problem.text, problem.numbers))
    lexed = without_indirect_questions(without_labels(lexed))
    tokens, data = take_data(without_arguments(lexed))
    data.explained |= units
    tokens = _yes_or_no(tokens)
    tokens = _below_sums([_article(tokens, place) for place in range(len(tokens))])
    tokens = [part for token in tokens for part in _factors(token, data)]
    _infer_ranges(tokens, data)
    words = frozenset(token.text for place, token in enumerate(tokens) if _is_word(tokens, place))
    named = [token for token in tokens if token.kind == "name"]
    letters = frozenset(t.text for t in named if len(t.text) == 1 and not t.subs)
    words = frozenset(word for word in words if not (len(word) <= 3 and set(word) <= letters))
    _vectors(tokens, data)
    terms = Terms(problem, data, words, letters)
    terms.used |= data.explained
    for token in named:
        seen = terms.numbered.setdefault(token.text, set())
        for sub in token.subs:
            seen |= {int(sub)} if sub.isdecimal() else set(data.ranges.get(sub, ()))
    return terms, _split_subscripts(tokens)


def _yes_or_no(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with "y_i = 1 if … and 0 otherwise" told as `y_i ∈ {0, 1}`."""
    told: list[Token] = []
    at = 0
    while at < len(tokens):
        end = _otherwise(tokens, at)
        told.append(tokens[at])
        at += 1
        if end is None:
            continue
        one = tokens[at + 1]
        nought = next(t for t in tokens[at + 2 : end] if t.kind == "num")
        spot = (one.start, one.end)
        told += [Token("member", "in", *spot), Token("open", "{", *spot), nought]
        told += [Token("comma", ",", *spot), one, Token("close", "}", *spot)]
        at = end
    return told


def _otherwise(tokens: Sequence[Token], at: int) -> int | None:
    """The place after "y = 1 if … , 0 otherwise", which holds no other figure, or None."""
    if tokens[at].kind != "name" or [t.text for t in tokens[at + 1 : at + 4]] != ["==", "1", "if"]:
        return None
    noughts = 0
    for place in range(at + 4, len(tokens)):
        token = tokens[place]
        if token.kind == "word" and token.text == "otherwise":
            return place + 1 if noughts == 1 and tokens[at + 2].kind == "num" else None
        if token.kind in ("stop", "rel", "num") and token.text != "0":
            return None
        noughts += token.kind == "num"
    return None


def _factors(token: Token, data: Data) -> list[Token]:
    """The matrix and the vector that `Ax` is a product of, where A is a matrix."""
    if token.kind != "word" or len(token.text) != 2 or len(data.rows.get(token.text[0], ())) < 2:
        return [token]
    middle = token.start + 1
    return [
        Token("name", token.text[0], token.start, middle),
        Token("name", token.text[1], middle, token.end),
    ]


def _below_sums(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, where "=" below a sum sign is no comparison."""
    told: list[Token] = []
    below = False
    for place, token in enumerate(tokens):
        if token.kind == "sum":
            below = place + 2 < len(tokens) and tokens[place + 2].text == "{"
        elif token.kind == "close":
            below = False
        told.append(replace(token, kind="assign") if below and token.kind == "rel" else token)
    return told


def _article(tokens: Sequence[Token], place: int) -> Token:
    """The token; "a" before a word, and "I", are no symbols."""
    token = tokens[place]
    if token.kind != "name" or token.subs or token.text not in _ARTICLES:
        return token
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    before = tokens[place - 1] if place else None
    if before is not None and (before.kind in ("op", "rel", "num") or before.text == ","):
        return token
    if following is not None and following.kind == "word" and following.text not in _VERBS:
        return replace(token, kind="word")
    return token


def _is_word(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word stands where a variable does: beside an operation or a comparison."""
    token = tokens[place]
    if token.kind == "name" and token.text != tokens[place].text[:1] and not token.subs:
        return True
    if token.kind != "word" or token.text.lower() in KINDS or token.text.lower() in SENSES:
        return False
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if (
        before is not None
        and _joins(before)
        and place > 1
        and tokens[place - 2].kind in _MATH | {"word"}
    ):
        return before.kind == "op"
    if after is not None and after.kind in ("rel",):
        return place + 2 < len(tokens) and tokens[place + 2].kind in _MATH | {"word", "op"}
    if after is not None and _joins(after) and place + 2 < len(tokens):
        return after.kind == "op" and tokens[place + 2].kind in _MATH | {"word"}
    return False


def _joins(token: Token) -> bool:
    return token.text in _OPERATIONS or token.kind == "rel"


def _infer_ranges(tokens: Sequence[Token], data: Data) -> None:
    """Ranges of indices that only the lengths of vectors and matrices tell."""
    found: dict[str, set[int]] = {}
    for token in tokens:
        rows = data.rows.get(token.text) if token.kind == "name" else None
        if rows is None or not token.subs:
            continue
        sizes = (len(rows[0]),) if len(rows) == 1 else (len(rows), len(rows[0]))
        if len(sizes) != len(token.subs):
            continue
        for sub, size in zip(token.subs, sizes, strict=True):
            if sub.isalpha():
                found.setdefault(sub, set()).add(size)
    _count_numbered(tokens, data)
    for letter, lengths in found.items():
        told = data.ranges.get(letter)
        if len(lengths) > 1 or (told is not None and {len(told)} != lengths):
            raise NotAlgebra(f"the range of the index {letter}")
        if told is None:
            data.ranges[letter] = tuple(range(1, min(lengths) + 1))


def _count_numbered(tokens: Sequence[Token], data: Data) -> None:
    """Ranges of indices told as "for all j" of variables that are numbered elsewhere."""
    named = [token for token in tokens if token.kind == "name" and len(token.subs) == 1]
    told = {token.text for token in tokens if token.kind == "quant"}
    for token in named:
        letter = token.subs[0]
        if letter not in told or letter in data.ranges or token.text in data.rows:
            continue
        numbered = {int(t.subs[0]) for t in named if t.text == token.text and t.subs[0].isdecimal()}
        if numbered:
            data.ranges[letter] = tuple(sorted(numbered))


def _vectors(tokens: Sequence[Token], data: Data) -> None:
    """Vectors of variables, by the matrix or vector that they are multiplied with."""
    for place, token in enumerate(tokens[:-1]):
        if token.kind != "name" or token.subs or token.text not in data.rows:
            continue
        rows = data.rows[token.text]
        after = place + 1
        turned = tokens[after].kind == "transpose"
        after += turned
        if after < len(tokens) and tokens[after].text == "*":
            after += 1
        if after >= len(tokens):
            continue
        vector = tokens[after]
        if vector.kind != "name" or vector.subs or vector.text in data.rows:
            continue
        size = len(rows) if turned and len(rows) > 1 else len(rows[0])
        parts = tuple(replace(vector, subs=(str(n),)) for n in range(1, size + 1))
        if len(data.named.setdefault(vector.text, parts)) != size:
            raise NotAlgebra(f"the length of {vector.text}")


def _split_subscripts(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with `x_12` told as `x_{1,2}` where the same letter takes two subscripts."""
    double = {t.text for t in tokens if t.kind == "name" and len(t.subs) == 2}
    return [
        replace(token, subs=tuple(token.subs[0]))
        if token.kind == "name"
        and token.text in double
        and len(token.subs) == 1
        and len(token.subs[0]) == 2
        and token.subs[0].isdecimal()
        else token
        for token in tokens
    ]
