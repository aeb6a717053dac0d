"""Numbers in a text: every numeric literal, in digits or in words.

One pass from left to right over tokens, linear in the length of the text. What a literal means
(a bound, a rate, a label) is not decided here, with one exception: a whole number that names a
position ("machine 2", "Table 3.1", "1st") is marked as an ordinal.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from optimoot.number_scan import Literal, Scan, Token
from optimoot.problem import Number, NumberKind

_TOKEN: Final = re.compile(
    r"(?P<digits>\d+(?:(?:,|\{,\}|[\u00a0\u2009\u202f])\d{3}(?!\d))*(?:\.\d+)?(?:[eE][+-]?\d+)?"
    r"|\.\d+)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<sign>\S)"
)
_PLACES: Final = re.compile(r"\b(?:coordinates?|located at|points? (?:at )?\()", re.IGNORECASE)
_NUMBERED: Final = frozenset(
    "table figure fig section chapter equation eq example step question exercise page "
    "appendix no".split()
)
_NO_LABEL_NOUN: Final = frozenset(
    "a an the of to for in on at by with from per each every and or than as is are was were be "
    "least most exactly only about around over under below above up between has have had need "
    "needs make makes take takes use uses cost costs sell get gets require requires produce "
    "produces carry hold holds least minimum maximum total approximately nearly another all it "
    "them these those that which one two three four five six plus minus times exceed exceeds "
    "into within equal equals must can cannot should will would not no more less fewer".split()
)
_OF_A_KIND: Final = frozenset("a an each every per another any".split())
"""Before a noun that is meant as a kind: what follows is an amount ("each table 5 hours")."""
_MODALS: Final = frozenset("to can could may might must should will would cannot not they".split())


def find_numbers(text: str) -> tuple[Number, ...]:
    r"""Every numeric literal of `text`, in order, with ids `N1`, `N2`, ….

    Read are digits with thousands separators, decimals, exponents, signs, fractions ("3/4",
    "two thirds", "½", `\frac{1}{3}`), money ("$2.50", `\$2,000`, "5 dollars"), per cent, number
    words, multiples ("twice", "3 times"), counts ("a dozen") and magnitudes ("1.5 million",
    "2k"). Left out are digits inside identifiers (`x1`, `X_2`, "D3") and exponents. The face
    value is kept: "30%" is 30. Never raises; time and memory are linear in the length.
    """
    tokens = [
        Token(match.lastgroup or "", match.group(), match.group().lower(), *match.span())
        for match in _TOKEN.finditer(text)
    ]
    tokens = list(_split_lists(text, tokens))
    found = list(_literals(text, tokens))
    labels = _label_starts(text, tokens, found)
    return tuple(
        Number(
            id=f"N{position}",
            text=text[item.start : item.end],
            value=item.value,
            start=item.start,
            end=item.end,
            kind=NumberKind.ORDINAL if item.start in labels else item.kind,
        )
        for position, item in enumerate(found, start=1)
    )


def _literals(text: str, tokens: list[Token]) -> Iterator[Literal]:
    scan = Scan(text, tokens)
    index = 0
    while index < len(tokens):
        literal = scan.literal_at(index)
        if literal is None:
            index += 1
            continue
        index = max(literal.after, index + 1)
        if math.isfinite(literal.value):
            yield literal


def _split_lists(text: str, tokens: list[Token]) -> Iterator[Token]:
    """A comma separates numbers in brackets without ", " (`[100,200]`) and in rows of CSV."""
    brackets = _tight_brackets(text)
    starts = [start for start, _ in brackets]
    for token in tokens:
        place = bisect_right(starts, token.start) - 1
        inside = place >= 0 and token.end <= brackets[place][1]
        if token.kind != "digits" or "," not in token.text or not inside:
            yield token
            continue
        start = token.start
        for part in token.text.split(","):
            if part:
                yield Token("digits", part, part, start, start + len(part))
            start += len(part) + 1


def _tight_brackets(text: str) -> list[tuple[int, int]]:
    """Spans of `[…]` without inner brackets whose commas are never followed by a space."""
    spans = []
    for match in re.finditer(r"\[[^\[\]]*\]", text):
        inner = match.group()
        if "," in inner and not re.search(r",\s", inner):
            spans.append(match.span())
    return sorted(spans + _points(text) + _rows(text))


def _rows(text: str) -> list[tuple[int, int]]:
    """Spans of the rows of a CSV block: neighbours with the same two or more commas, no blanks."""
    rows: list[tuple[int, int, int]] = []
    start = 0
    for written in text.split("\n"):
        commas = written.count(",")
        tight = commas > 1 and ", " not in written and not set(written) & set('[](){}"')
        rows.append((start, start + len(written), commas if tight else 0))
        start += len(written) + 1
    return [
        (begin, end)
        for at, (begin, end, commas) in enumerate(rows)
        if commas
        and commas
        in {count for _, _, count in (*rows[max(0, at - 1) : at], *rows[at + 1 : at + 2])}
    ]


def _points(text: str) -> list[tuple[int, int]]:
    """Spans of `(136,188)` in a text that writes points so: `(41,87)` is no number of thousands."""
    found = list(re.finditer(r"\(\d+,\d+\)", text))
    thousands = all(re.fullmatch(r"\([1-9]\d{0,2},\d{3}\)", match.group()) for match in found)
    if thousands and not (len(found) > 1 and _PLACES.search(text)):
        return []
    return [match.span() for match in found]


def _label_starts(text: str, tokens: list[Token], found: list[Literal]) -> set[int]:
    """Starts of whole numbers that name a position: "machine 1 … machine 2", "Table 3.1".

    A number is taken for a label when the noun before it is one that documents number, or when
    the same noun stands before different small numbers, 1 among them.
    """
    by_start = {token.start: index for index, token in enumerate(tokens)}
    labels: set[int] = set()
    seen: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for literal in found:
        index = by_start[literal.start]
        if index == 0 or tokens[index].kind != "digits" or literal.kind is not NumberKind.PLAIN:
            continue
        noun = tokens[index - 1]
        if noun.kind != "word" or text[noun.end : literal.start] not in (" ", "~", "  "):
            continue
        if text[literal.end : literal.end + 1].isalpha():
            continue  # the coefficient of "2x"
        if index > 1 and tokens[index - 2].lower in _OF_A_KIND:
            continue
        if noun.lower in _NUMBERED:
            labels.add(literal.start)
            labels.update(_subnumber(text, literal.end))
        elif _names_a_thing(tokens, index - 1) and 0 <= literal.value <= 30:
            seen[noun.lower][int(literal.value)].append(literal.start)
    labels.update(_list_markers(text, found))
    for values in seen.values():
        if 1 in values and 2 in values:
            labels.update(start for starts in values.values() for start in starts)
    return labels


def _list_markers(text: str, found: list[Literal]) -> list[int]:
    """Starts of numbers that only number the entries of a list: "1. …", "2) …" at line starts.

    They have to count up from 1 without a gap; a single "3. …" may be data.
    """
    starts: list[int] = []
    for literal in found:
        opens = not text[max(0, literal.start - 8) : literal.start].rpartition("\n")[2].strip()
        opens = opens and (literal.start < 8 or "\n" in text[literal.start - 8 : literal.start])
        marked = text[literal.end : literal.end + 1] in (".", ")")
        spaced = text[literal.end + 1 : literal.end + 2].isspace()
        if opens and marked and spaced and literal.value == len(starts) + 1:
            starts.append(literal.start)
    return starts if len(starts) > 1 else []


def _subnumber(text: str, end: int) -> Iterator[int]:
    """The start of the second half of "Table 1-11"."""
    if text[end : end + 1] in ("-", "–", "."):
        yield end + 1


def _names_a_thing(tokens: list[Token], index: int) -> bool:
    word = tokens[index].lower
    if word in _NO_LABEL_NOUN or (word.endswith("s") and not word.endswith(("ss", "us"))):
        return False
    before = tokens[index - 1].lower if index else ""
    return before not in _MODALS
