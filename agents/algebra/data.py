"""Vectors, matrices, index sets and ranges that a text defines: `c = [3, 5]`, `j = 1,…,4`.

Each definition is taken out of the tokens; a range leaves a token of kind "quant" in its place,
whose text is the index.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from optimoot.agents.algebra.lexing import Token

Row = tuple[tuple[int, Token], ...]
"""Literals with their signs."""
_CLOSING: Final = {"(": ")", "{": "}", "[": "]"}
_EVERY: Final = frozenset({"all", "each", "every", "any"})
_FROM: Final = frozenset({"from", "over"})
_MOST_MEMBERS: Final = 60


@dataclass
class Data:
    """What the text defines beside its statements.

    Attributes:
        rows: By name: the rows of a vector (one row) or of a matrix.
        sets: By name: the members of an index set.
        ranges: By index: its members.
        named: By name: the variables that a vector of variables consists of.
        explained: Ids of Numbers that only count members.
    """

    rows: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    sets: dict[str, tuple[int, ...]] = field(default_factory=dict)
    ranges: dict[str, tuple[int, ...]] = field(default_factory=dict)
    named: dict[str, tuple[Token, ...]] = field(default_factory=dict)
    explained: set[str] = field(default_factory=set)
    clash: str = ""


def take_data(tokens: Sequence[Token]) -> tuple[list[Token], Data]:
    """The tokens without definitions, and what these define."""
    data = Data()
    rest: list[Token] = []
    at = 0
    while at < len(tokens):
        after = _definition(tokens, at, data)
        if after is None:
            rest.append(tokens[at])
            at += 1
        else:
            at = after
    rest, lone = _elided(rest), []
    at = 0
    while at < len(rest):
        found = _quantified(rest, at, data)
        if found is None:
            lone.append(rest[at])
            at += 1
        else:
            lone.append(Token("quant", found[0], rest[at].start, rest[found[1] - 1].end))
            at = found[1]
    return lone, data


def _kind(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].kind if 0 <= at < len(tokens) else ""


def _definition(tokens: Sequence[Token], at: int, data: Data) -> int | None:
    """Reads `NAME = [...]`; the place after it, or None."""
    head = tokens[at]
    if head.kind not in ("name", "word") or head.subs:
        return None
    place = at + 1
    if (_kind(tokens, place) == "rel" and tokens[place].text == "==") or (
        _kind(tokens, place) == "stop" and tokens[place].text == ":" and head.kind == "name"
    ):
        place += 1
    else:
        return None
    if _kind(tokens, place) != "open":
        return None
    braces = tokens[place].text == "{"
    if braces and (members := _members(tokens, place, data)) is not None:
        data.sets[head.text] = members[0]
        return members[1]
    names = _names(tokens, place)
    if names is not None:
        data.named[head.text] = names[0]
        return names[1]
    told = _rows(tokens, place)
    if told is None or head.text in data.rows:
        return None
    data.rows[head.text] = told[0]
    return told[1] + (_kind(tokens, told[1]) == "transpose")


def _names(tokens: Sequence[Token], at: int) -> tuple[tuple[Token, ...], int] | None:
    found: list[Token] = []
    place = at + 1
    while _kind(tokens, place) == "name" and tokens[place].subs:
        found.append(tokens[place])
        place += 1
        if _kind(tokens, place) == "comma":
            place += 1
    if len(found) < 2 or _kind(tokens, place) != "close":
        return None
    place += 1
    return tuple(found), place + (_kind(tokens, place) == "transpose")


def _rows(tokens: Sequence[Token], at: int) -> tuple[tuple[Row, ...], int] | None:
    """The literals between brackets at `at`, nested once or cut by semicolons."""
    closing = _CLOSING[tokens[at].text]
    rows: list[list[tuple[int, Token]]] = [[]]
    sign, depth, place = 1, 1, at + 1
    while place < len(tokens) and depth:
        token = tokens[place]
        if token.kind == "num":
            rows[-1].append((sign, token))
            sign = 1
        elif token.kind == "op" and token.text == "-" and sign == 1:
            sign = -1
        elif token.kind == "open" and depth == 1 and not rows[-1]:
            depth += 1
        elif token.kind == "close" and depth == 2:
            depth -= 1
            rows.append([])
        elif token.kind == "close" and token.text == closing:
            depth -= 1
        elif token.kind == "stop" and token.text in (";", "\\\\"):
            rows.append([])
        elif not (token.kind == "comma" or token.text == "\n"):
            return None
        place += 1
    full = tuple(tuple(row) for row in rows if row)
    if depth or sign != 1 or not full or len({len(row) for row in full}) != 1:
        return None
    if len(full[0]) == 1 and len(full) > 1:
        full = (tuple(row[0] for row in full),)  # a column
    return (full, place) if sum(map(len, full)) > 1 else None


def _whole(token: Token) -> int | None:
    return int(token.text) if token.kind in ("num", "raw") and token.text.isdecimal() else None


def _members(tokens: Sequence[Token], at: int, data: Data) -> tuple[tuple[int, ...], int] | None:
    """`{1, 2, 3}`, `1,…,5`, `1..5`, `1 to 5` or `1, 2, 3` at `at`, and the place after it."""
    place = at
    braces = _kind(tokens, place) == "open"
    place += braces
    found: list[int] = []
    used: list[Token] = []
    reach = False
    while place < len(tokens):
        token = tokens[place]
        value = _whole(token)
        if value is not None:
            if _kind(tokens, place + 1) in ("op", "rel", "name", "word") and not (
                found and _breaks(tokens, place + 1)
            ) and tokens[place + 1].text != "to":  # fmt: skip
                return None
            if reach and (not found or not 0 < value - found[-1] <= _MOST_MEMBERS):
                return None
            found += range(found[-1] + 1, value + 1) if reach else [value]
            used.append(token)
            reach = False
        elif token.kind == "dots" or token.text == "to":
            reach = True
        elif token.kind == "comma" or (
            found and token.text == "and" and _whole_at(tokens, place + 1)
        ):
            if token.kind == "comma" and not braces and not _goes_on(tokens, place + 1):
                break
        else:
            break
        place += 1
    if reach or not found or len(set(found)) != len(found):
        return None
    if braces:
        if _kind(tokens, place) != "close":
            return None
        place += 1
    elif len(found) < 2:
        return None
    data.explained |= {token.number.id for token in used if token.number is not None}
    return tuple(found), place


def _breaks(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].kind == "word"


def _whole_at(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and _whole(tokens[at]) is not None


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether a member or dots follow a comma, and no comparison: `1, 2, 3`, not `1, 2x <= 3`."""
    if _kind(tokens, at) == "dots" or (at < len(tokens) and tokens[at].text == "and"):
        return True
    ends = ("comma", "dots", "stop", "close", "word", "")
    return _whole_at(tokens, at) and _kind(tokens, at + 1) in ends


def _quantified(tokens: Sequence[Token], at: int, data: Data) -> tuple[str, int] | None:
    """Reads "for all i in I", `∀ i`, `i = 1,…,4`: the index and the place after it."""
    place, said = at, False
    if tokens[place].text.lower() == "for":
        place += 1
        said = _kind(tokens, place) == "name"
    if _kind(tokens, place) == "every" or (
        place < len(tokens) and place > at and tokens[place].text.lower() in _EVERY
    ):
        place += 1
        said = True
    if _kind(tokens, place) != "name" or tokens[place].subs:
        return None
    letter = tokens[place].text
    place += 1
    after = place
    if place < len(tokens) and (
        tokens[place].kind == "member" or tokens[place].text in ("==", "in", "from")
    ):
        inner = place + 1
        if _kind(tokens, inner) == "name" and tokens[inner].text in data.sets:
            members: tuple[int, ...] | None = data.sets[tokens[inner].text]
            after = inner + 1
        else:
            lone = _kind(tokens, inner) != "open" and tokens[place].text == "=="
            read = (
                _members(tokens, inner, data) if said or lone or _indexes(tokens, letter) else None
            )
            members = read[0] if read else None
            after = read[1] if read else place
        if members is None:
            return None
        if data.ranges.setdefault(letter, members) != members:
            data.clash = letter
        return letter, after
    return (letter, after) if said and _indexes(tokens, letter) else None


def _indexes(tokens: Sequence[Token], letter: str) -> bool:
    return any(letter in token.subs for token in tokens)


def _elided(tokens: list[Token]) -> list[Token]:
    """The tokens with `x_1, …, x_4` and `x_1 + … + x_4` told in full."""
    rest: list[Token] = []
    for place, token in enumerate(tokens):
        rest.append(token)
        if token.kind != "dots" or len(rest) < 3 or place + 2 >= len(tokens):
            continue
        first, sign, last = rest[-3], rest[-2], tokens[place + 2]
        if tokens[place + 1].text != sign.text or sign.text not in (",", "+"):
            continue
        if first.kind != "name" or last.kind != "name" or first.text != last.text:
            continue
        low, high = "".join(first.subs), "".join(last.subs)
        if not (low.isdecimal() and high.isdecimal() and 0 < int(high) - int(low) <= _MOST_MEMBERS):
            continue
        del rest[-2:]
        for member in range(int(low) + 1, int(high)):
            rest += [sign, replace(first, subs=(str(member),))]
    return rest
