"""Cuts the text of an expression into tokens, before Python's own parser sees it.

It lets through what expressions may be written with and nothing else, so that the parser never
meets comments, f-strings, escapes, odd numbers or deep nesting, and it can say in plain words what
is wrong with the usual slips (`=`, `^`, `2x`, `≤`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from optimoot.errors import InputError

MAX_LENGTH = 50_000
MAX_NESTING = 60


class ExpressionError(InputError):
    """An expression cannot be read.

    Args:
        problem: What is wrong, without a full stop.
        text: The whole expression.
        position: Offset in `text` of the first character at fault.
        remedy: What to write instead, one sentence.
    """

    def __init__(self, problem: str, text: str, position: int = 0, *, remedy: str = "") -> None:
        self.problem = problem
        self.text = text
        self.position = max(0, min(position, len(text)))
        place = f"in the expression {_excerpt(text, self.position)!r} at character"
        super().__init__(f"{problem}, {place} {self.position + 1}.", remedy=remedy)


def _excerpt(text: str, position: int, width: int = 60) -> str:
    if len(text) <= 2 * width:
        return text
    start, end = max(0, position - width), min(len(text), position + width)
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


class TokenKind(Enum):
    """What a token is."""

    NAME = auto()
    NUMBER = auto()
    STRING = auto()
    SYMBOL = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text; `nesting` counts the brackets open around it."""

    kind: TokenKind
    text: str
    at: int
    nesting: int


_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n\f\v]+)
    | (?P<string>'(?:[^'\\]|\\['"\\])*' | "(?:[^"\\]|\\['"\\])*")
    | (?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | (?P<name>[^\W\d]\w*)
    | (?P<symbol>\*\*|//|<=|>=|==|!=|[-+*/%()\[\],<>])""",
    re.VERBOSE,
)
_REMEDIES = {
    "=": "Write == for equality, and <= or >= for a bound.",
    "^": "Write ** for a power.",
    "≤": "Write <=.",
    "≥": "Write >=.",
    "≠": "Write !=.",
    "×": "Write *.",
    "·": "Write *.",
    "÷": "Write /.",
    "−": "Write - for minus.",
    "{": "Write parentheses ( ) and name sets instead of listing them in braces.",
    ".": "Functions are written without a module: sqrt(x), exp(x).",
    ":": "Slices are not allowed: sum over a set, such as sum(x[t] for t in T if t <= 3).",
    "'": "Close the quotation mark; inside a text only \\\\, \\' and \\\" may follow a backslash.",
    '"': "Close the quotation mark; inside a text only \\\\, \\' and \\\" may follow a backslash.",
    "#": "Comments are not allowed; put remarks into the meaning.",
    "!": "Write != or not.",
    "$": "Units and currency signs belong into the unit.",
    "&": "Write and.",
    "|": "Write or.",
    ";": "Write one expression only.",
}


def scan(text: str) -> list[Token]:
    """The tokens of an expression.

    Raises:
        ExpressionError: A character, number or text that no expression may hold; more than
            `MAX_LENGTH` characters; brackets that don't match or nest deeper than `MAX_NESTING`.
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError(
            f"It is too long ({len(text):,} characters; at most {MAX_LENGTH:,})",
            text,
            MAX_LENGTH,
            remedy="Put the data into parameters and sum over a set.",
        )
    tokens: list[Token] = []
    opened: list[Token] = []
    end = -1
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _unknown(text, at)
        if match.lastgroup != "space":
            token = _token(match, text, len(opened))
            _check_joined(tokens, token, end, text)
            if token.text in ("(", "["):
                opened.append(token)
            elif token.text in (")", "]"):
                _close(opened, token, text)
            if len(opened) > MAX_NESTING:
                raise ExpressionError(
                    "Brackets nest too deeply", text, at, remedy="Split the expression."
                )
            tokens.append(token)
            end = match.end()
        at = match.end()
    if opened:
        raise ExpressionError("A bracket is not closed", text, opened[-1].at)
    return tokens


def _unknown(text: str, at: int) -> ExpressionError:
    character = text[at]
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    return ExpressionError(
        f"The character {shown!r} cannot be used here",
        text,
        at,
        remedy=_REMEDIES.get(character, "Write algebra in Python syntax."),
    )


def _token(match: re.Match[str], text: str, nesting: int) -> Token:
    kind = TokenKind[(match.lastgroup or "").upper()]
    token = Token(kind, match.group(), match.start(), nesting)
    if kind is TokenKind.STRING and not token.text.isprintable():
        raise ExpressionError("A text in quotes holds an invisible character", text, token.at)
    if kind is TokenKind.NUMBER and token.text.isdigit() and len(token.text) > 300:
        raise ExpressionError("A number has too many digits", text, token.at)
    return token


def _check_joined(tokens: list[Token], token: Token, end: int, text: str) -> None:
    """Two words, numbers or texts in a row need something between them: no `2x`, no `f''`."""
    if not tokens or token.at != end:
        return
    before = tokens[-1]
    if before.kind is not TokenKind.SYMBOL and token.kind is not TokenKind.SYMBOL:
        raise ExpressionError(
            f"Something is missing between {before.text!r} and {token.text!r}",
            text,
            token.at,
            remedy="Write products with *: 2*x.",
        )


def _close(opened: list[Token], token: Token, text: str) -> None:
    if not opened or (opened[-1].text, token.text) not in (("(", ")"), ("[", "]")):
        raise ExpressionError(f"The bracket {token.text!r} closes nothing", text, token.at)
    opened.pop()
