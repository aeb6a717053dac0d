"""The lines of a text, without their bullets, and the sentences in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from optimoot.agents.archetypes.wording import Token, plain_text, read_tokens
from optimoot.problem import NumberKind, Problem

_BULLETS: Final = frozenset("- – — • · ▪ + > ‣ ◦".split())
_ENDS: Final = frozenset({".", "?", "!"})


@dataclass(frozen=True)
class Line:
    """A sentence, or a line of its own where it ends without a full stop.

    Attributes:
        row: Number of the written line that it stands in.
        quote: The Problem's text there.
        asks: Whether it ends with a question mark.
        bullet: Whether a bullet stands before it.
    """

    tokens: tuple[Token, ...]
    row: int
    quote: str
    asks: bool = False
    bullet: bool = False

    @property
    def figures(self) -> int:
        """How many Numbers it holds."""
        return sum(token.number is not None for token in self.tokens)


def read_lines(problem: Problem) -> tuple[Line, ...]:
    """The sentences and lines of a Problem's text, in order."""
    text = plain_text(problem)
    lines: list[Line] = []
    for row, tokens in enumerate(_rows(text, sheet_tokens(problem))):
        bullet = bool(tokens) and tokens[0].text in _BULLETS
        own = tokens[1:] if bullet else tokens
        for part in _sentences(own):
            if part:
                quote = problem.text[part[0].start : part[-1].end]
                asks = part[-1].text == "?"
                body = part[:-1] if part[-1].text in _ENDS else part
                if body:
                    lines.append(Line(tuple(body), row, quote, asks, bullet))
    return tuple(lines)


def sheet_tokens(problem: Problem) -> tuple[Token, ...]:
    """The tokens of a text; figures that are labels are words."""
    return tuple(
        replace(t, number=None) if is_label(t) else _with_sign(t, problem.text)
        for t in read_tokens(problem)
    )


def _with_sign(token: Token, text: str) -> Token:
    """A figure as money where a sign stands behind it: "0.12 $/kWh"."""
    number = token.number
    behind = text[token.end : token.end + 2].lstrip()[:1]
    if number is None or number.kind is not NumberKind.PLAIN or behind not in ("$", "€", "£"):
        return token
    if (
        text[token.end + 2 : token.end + 3].isdigit()
        or text[token.end + 1 : token.end + 2].isdigit()
    ):
        return token
    return replace(token, number=number.model_copy(update={"kind": NumberKind.MONEY}))


def is_label(token: Token) -> bool:
    """Whether a Number is no quantity: "one" as a word, and the 2 of "process 2"."""
    number = token.number
    return number is not None and (token.lower == "one" or number.kind is NumberKind.ORDINAL)


def _rows(text: str, tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Tokens of each written line; empty lists for lines without any."""
    place = 0
    end = -1
    while end < len(text):
        start, end = end + 1, text.find("\n", end + 1)
        end = len(text) if end < 0 else end
        own = []
        while place < len(tokens) and tokens[place].start < end:
            if tokens[place].start >= start:
                own.append(tokens[place])
            place += 1
        yield own


def _sentences(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    own: list[Token] = []
    for place, token in enumerate(tokens):
        own.append(token)
        last = place + 1 == len(tokens)
        gap = not last and tokens[place + 1].start > token.end
        short = place > 0 and not last and tokens[place - 1].lower in ("min", "max", "approx")
        if token.text in _ENDS and (last or gap) and not (short and token.text == "."):
            yield own
            own = []
    if own:
        yield own
