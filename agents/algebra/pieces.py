"""Cutting the tokens of a text into sentences, and these into pieces that say one thing each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.agents.algebra.lexing import Token
from optimoot.agents.algebra.terms import NotAlgebra, Terms
from optimoot.agents.algebra.wording import (
    BEFORE_RELATION,
    CUTS,
    GRAVE,
    HENCE,
    HIGH,
    KINDS,
    LIMITING,
    LOW,
    RELATIONS,
    SENSES,
    UNIT,
)

_BINDING: Final = GRAVE | LIMITING | UNIT | {"times", "percent", "plus", "minus", "if"}
_AIMS: Final = HIGH | LOW | SENSES.keys()
_LONGEST_RELATION: Final = max(len(words.split()) for words in RELATIONS)
_SYMBOLS: Final = frozenset(
    {"num", "name", "op", "rel", "strict", "open", "close", "func", "frac", "sum", "sup", "bar",
     "transpose", "best", "assign", "member", "field", "raw", "dots"}
)  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """A run of tokens that says one thing.

    Attributes:
        sentence: The number of its sentence.
        asks: Whether the sentence ends in a question mark.
        comma: Whether a comma or "and" ends it, so that the next piece may go on about it.
    """

    tokens: tuple[Token, ...]
    sentence: int
    asks: bool = False
    comma: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, in small letters."""
        return tuple(token.text.lower() for token in self.tokens if token.kind == "word")


def is_symbol(token: Token, terms: Terms) -> bool:
    """Whether a token belongs to algebra, and not to the prose around it."""
    return token.kind in _SYMBOLS or (
        token.kind == "word"
        and (token.text in terms.words or token.text == "pi" or _run(token, terms))
    )


def _run(token: Token, terms: Terms) -> bool:
    return (
        2 <= len(token.text) <= 3
        and set(token.text) <= terms.letters
        and len(set(token.text)) == len(token.text)
        and token.text
        not in ("is", "to", "at", "be", "so", "as", "in", "it", "by", "we", "an", "my")
    )


def cut(tokens: Sequence[Token], terms: Terms) -> list[Piece]:
    """The pieces of a text, in its order; remarks in parentheses come after their piece."""
    pieces: list[Piece] = []
    for place, (sentence, asks) in enumerate(_sentences(tokens)):
        main, asides = _asides(_related(sentence, terms), terms)
        for part in (main, *asides):
            pieces += _pieces(part, place, asks)
    return pieces


def _sentences(tokens: Sequence[Token]) -> Iterator[tuple[list[Token], bool]]:
    sentence: list[Token] = []
    for token in tokens:
        if token.kind != "stop":
            sentence.append(token)
            continue
        if sentence:
            yield sentence, token.text == "?"
        sentence = []
    if sentence:
        yield sentence, False


def _related(tokens: list[Token], terms: Terms) -> list[Token]:
    """`tokens` with comparisons in words told as signs, where an expression stands before them."""
    told: list[Token] = []
    at = 0
    while at < len(tokens):
        found = _relation(tokens, at) if tokens[at].kind == "word" else None
        if found is None or not any(is_symbol(t, terms) for t in told):
            told.append(tokens[at])
            at += 1
            continue
        sign, after = found
        left = _before_relation(told, terms)
        right = after < len(tokens) and is_symbol(tokens[after], terms)
        if not left or not right:
            if not _concluded(tokens, after):
                raise NotAlgebra(" ".join(token.text for token in tokens[at:after]))
            told += tokens[at:after]
            at = after
            continue
        told = told[:left]
        told.append(Token("rel", sign, tokens[at].start, tokens[after - 1].end))
        at = after
    return told


def _before_relation(told: list[Token], terms: Terms) -> int:
    """How many of the tokens reach to the expression that a comparison in words is about."""
    end = len(told)
    while end and told[end - 1].kind == "word" and told[end - 1].text.lower() in BEFORE_RELATION:
        end -= 1
    while end and told[end - 1].kind == "word" and not is_symbol(told[end - 1], terms):
        if told[end - 1].text.lower() in _BINDING:
            return 0
        end -= 1
    return end if end and is_symbol(told[end - 1], terms) else 0


def _concluded(tokens: list[Token], at: int) -> bool:
    """Whether "so", "hence" and a comparison in signs follow: the words only tell why."""
    hence = next((n for n in range(at, len(tokens)) if tokens[n].text.lower() in HENCE), None)
    return hence is not None and any(token.kind == "rel" for token in tokens[hence:])


def _relation(tokens: list[Token], at: int) -> tuple[str, int] | None:
    for length in range(_LONGEST_RELATION, 0, -1):
        words = [token.text.lower() for token in tokens[at : at + length]]
        sign = RELATIONS.get(" ".join(words))
        if sign is not None and len(words) == length:
            return sign, at + length
    return None


def _asides(tokens: list[Token], terms: Terms) -> tuple[list[Token], list[list[Token]]]:
    """The sentence without its remarks in parentheses, and these."""
    main: list[Token] = []
    asides: list[list[Token]] = []
    at = 0
    while at < len(tokens):
        end = _closing(tokens, at) if tokens[at].text == "(" else None
        inner = tokens[at + 1 : end] if end else []
        told = _bounded_names(tokens, at, inner)
        if told:
            asides.append(told)
            at = (end or at) + 1
            continue
        unit = at > 0 and tokens[at - 1].kind == "word" and not is_symbol(tokens[at - 1], terms)
        unit = unit and all(token.kind in ("name", "other") for token in inner)
        if inner and (unit or _is_remark(inner, terms)):
            asides.append(inner)
            at = (end or at) + 1
            continue
        main.append(tokens[at])
        at += 1
    return main, asides


def _bounded_names(tokens: list[Token], at: int, inner: list[Token]) -> list[Token]:
    """What "a, b and c (real, >= 0)" tells of its names, as "a, b, c >= 0 real"; else nothing."""
    sign = next((place for place, token in enumerate(inner) if token.kind == "rel"), None)
    words = inner[: sign or 0]
    if sign is None or not all(
        token.kind == "comma" or token.text.lower() in KINDS | {"and", "all", "both"}
        for token in words
    ):
        return []
    if [token.kind for token in inner[sign:]] not in (["rel", "num"], ["rel", "raw"]):
        return []
    kinds = [token for token in words if token.text.lower() in KINDS]
    if any(token.text.lower() == "all" for token in words):
        names = list({(t.text, *t.subs): t for t in tokens[:at] if t.kind == "name"}.values())
        return [*_with_commas(names), *inner[sign:], *kinds] if names else []
    names = []
    place = at - 1
    while place >= 0 and (tokens[place].kind in ("name", "comma") or tokens[place].text == "and"):
        names = [tokens[place], *names] if tokens[place].kind != "word" else names
        place -= 1
    while names and names[0].kind == "comma":
        names = names[1:]
    if not names or names[-1].kind != "name":
        return []
    return [*_with_commas(names), *inner[sign:], *kinds]


def _with_commas(names: list[Token]) -> list[Token]:
    """The names with a comma between each two."""
    told: list[Token] = []
    for token in names:
        if told and token.kind == "name" and told[-1].kind == "name":
            told.append(Token("comma", ",", told[-1].end, token.start))
        told.append(token)
    return told


def _is_remark(inner: list[Token], terms: Terms) -> bool:
    prose = any(token.kind == "word" and not is_symbol(token, terms) for token in inner)
    return prose and not any(token.kind in ("op", "sum") for token in inner)


def _closing(tokens: list[Token], at: int) -> int | None:
    depth = 0
    for place in range(at, len(tokens)):
        depth += (tokens[place].kind == "open") - (tokens[place].kind == "close")
        if depth == 0:
            return place
    return None


def _compares(part: Sequence[Token]) -> bool:
    return any(token.kind in ("rel", "strict", "member") for token in part)


def _aims(part: Sequence[Token]) -> bool:
    return any(token.text.lower() in _AIMS for token in part)


def _pieces(tokens: list[Token], sentence: int, asks: bool) -> Iterator[Piece]:
    part: list[Token] = []
    depth = 0
    aimed = False
    for token in tokens:
        aimed = aimed or token.text.lower() in _AIMS
        depth += (token.kind == "open") - (token.kind == "close")
        word = token.text.lower() if token.kind == "word" else ""
        joins = token.kind == "comma" or word in ("and", "but")
        if depth <= 0 and (joins or word in CUTS or (word == "if" and aimed)):
            if part:
                yield Piece(tuple(part), sentence, asks, comma=joins)
                aimed = aimed and not (_compares(part) and not _aims(part))
            part = []
        else:
            part.append(token)
    if part:
        yield Piece(tuple(part), sentence, asks)
