"""The text as tokens: words with stems, Numbers, identifiers and signs, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Final

import snowballstemmer

from optimoot.agents.archetypes.latex_tables import with_bars
from optimoot.problem import Number, Problem

_STEMMER: Final = snowballstemmer.stemmer("english")
_STEMMING: Final = Lock()
"""Problems are read in threads of their own, and the stemmer keeps its word in itself."""
_PIECE: Final = re.compile(
    r"(?P<identifier>[^\W\d_]+_?\d+(?![^\W_]))"
    r"|(?P<word>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)?)"
    r"|(?P<digits>\d+)"
    r"|(?P<sign>\S)"
)
_SPELLED_BREAK: Final = re.compile(r"\\n(?=\\n|[A-Z0-9\s\-*|]|$)")
_DROPPED: Final = frozenset("$*#`“”\"‘’'\\")
_IDENTIFIER: Final = re.compile(r"([^\W\d_]+)_?(\d+)")

STOP: Final = frozenset(
    "a an the of to for in on at by with from per each every and or than as is are was were be "
    "been it its this that these those which who you your we our they their them he she his her i "
    "if but while yet also only just so such has have had can may will would should could must "
    "get gets give gives provides provide offers offer contains contain there here what how "
    "s unit units all any some into onto over under up out not no".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a Number, an identifier ("Food_1") or a sign.

    Attributes:
        text: As written.
        lower: In lower case.
        stem: What words are compared by; the lower case text for anything but a word.
        start: Offset in the Problem's text.
        end: Offset after the last character.
        number: The Number, for tokens that are one.
        prefix: The letters of an identifier; empty for other tokens.
        label: The digits of an identifier; empty for other tokens.
    """

    text: str
    lower: str
    stem: str
    start: int
    end: int
    number: Number | None = None
    prefix: str = ""
    label: str = ""

    @property
    def is_word(self) -> bool:
        """Whether it is a plain word."""
        return self.number is None and not self.label and self.text[0].isalpha()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


def read_tokens(problem: Problem) -> tuple[Token, ...]:
    """Every token of the Problem's text, in order; marks without meaning are left out."""
    tokens: list[Token] = []
    text = plain_text(problem)
    place = 0
    for number in problem.numbers:
        if number.start < place:
            continue
        tokens.extend(_plain(text, place, number.start))
        lower = number.text.lower()
        tokens.append(Token(number.text, lower, lower, number.start, number.end, number))
        place = number.end
    tokens.extend(_plain(text, place, len(text)))
    return tuple(tokens)


def tokens_of(text: str) -> tuple[Token, ...]:
    """The tokens of a text without Numbers: of the heading of an attached table."""
    return tuple(_plain(text, 0, len(text)))


def plain_text(problem: Problem) -> str:
    """The Problem's text with line breaks for those that are spelled out, and LaTeX tables as rows.

    Offsets stay the same.
    """
    return _SPELLED_BREAK.sub(" \n", with_bars(problem.text))


def _plain(text: str, start: int, end: int) -> Iterable[Token]:
    for match in _PIECE.finditer(text, start, end):
        piece = match.group()
        if piece in _DROPPED:
            continue
        lower = piece.lower()
        if match.lastgroup == "identifier":
            parts = _IDENTIFIER.match(piece)
            prefix, label = parts.groups() if parts else ("", "")
            yield Token(piece, lower, lower, *match.span(), prefix=prefix, label=label)
        elif match.lastgroup == "word":
            yield Token(piece, lower, stem(lower), *match.span())
        else:
            yield Token(piece, lower, lower, *match.span())


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The stem of a word in lower case."""
    with _STEMMING:
        return str(_STEMMER.stemWord(word))


def stems(words: str) -> frozenset[str]:
    """The stems of words that are separated by blanks."""
    return frozenset(stem(word) for word in words.lower().split())


def content(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The stems of the words that carry meaning, in order."""
    return tuple(t.stem for t in tokens if t.is_word and t.lower not in STOP)


def similarity(one: Iterable[str], other: Iterable[str]) -> float:
    """How far two groups of stems say the same, 0 to 1; abbreviations count as their words."""
    first, second = set(one), set(other)
    if not first or not second:
        return 0.0
    common = sum(any(_alike(word, across) for across in second) for word in first)
    return common / min(len(first), len(second))


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= 3 and long.startswith(short)
