"""Prose cut into parts, each about one thing: "maize contains @p1 protein and costs @m4 a tonne".

A part begins where a name is followed by a verb, a colon or an opening bracket, and goes on until
the next one. The texts have marks for figures (`marked.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_VERBS: Final = (
    r"(?:contains?|containing|has|have|having|holds?|is|are|consists? of|costs?|costing|comprises?|"
    r"includes?|must|should|shall|needs? to|has to|can|may|sells?|brings?|fetch(?:es)?|yields?|"
    r"gives?|with|at|carries|carry|provides?|offers?|reaches|reach|runs? at|comes? (?:in )?at|"
    r"averages?|tests? at)"
)
_NAME: Final = re.compile(
    r"(?:in addition )?"
    r"(?:(?:and|while|whereas|but|then|finally|the|a|an|its|our|their|also|for|as|component) )*"
    rf"(?P<name>(?!it\b|they\b|there\b|this\b|these\b|those\b|that\b|which\b|what\b|how\b|no\b|"
    rf"none\b|only\b|at\b|of\b|in\b|on\b|up\b|each\b|every\b|both\b|all\b|any\b|not\b|he\b|she\b|"
    rf"we\b|you\b|i\b|one can\b|{_VERBS}\b)[a-z0-9][a-z0-9'’-]*"
    rf"(?: (?!{_VERBS}\b|and\b|or\b|it\b|they\b|only\b)[a-z0-9][a-z0-9'’-]*){{0,5}})"
    rf" (?P<verb>{_VERBS})\b"
)
_BARE: Final = re.compile(
    r"(?:(?:and|while|whereas|but|then|finally|the|a|an|our) )*"
    r"(?P<name>[a-z0-9][a-z0-9'’-]*(?: [a-z0-9][a-z0-9'’-]*){0,3})"
)
_AFTER: Final = re.compile(
    r"\b(?:from|of|with|use|uses|are|buy|buys|between) (?:the |a |an )?"
    r"(?P<name>(?!(?:from|of|with)\b)[a-z0-9][a-z0-9'’-]*"
    r"(?: (?!(?:from|of|with)\b)[a-z0-9'’-]+){0,3})$"
)
"""A name before a bracket, behind a preposition: "mixed from brazilian beans (score 78"."""
_MARK: Final = re.compile(r"@[a-z]\d+")
_CUTS: Final = re.compile(r"(?<!\S)(?:[;,:()]|\.(?=\s|$)|and|while|whereas|but)(?!\S)")


@dataclass(frozen=True)
class Part:
    """Words about one thing.

    Attributes:
        name: What they are about; empty where no name leads them.
        sentence: Index of their sentence.
    """

    name: str
    text: str
    sentence: int


def parts_of(texts: Sequence[str]) -> tuple[Part, ...]:
    """The parts of all sentences, in order."""
    return tuple(part for index, text in enumerate(texts) for part in _parts(text, index))


def _parts(text: str, sentence: int) -> Iterator[Part]:
    name, begun = "", 0
    for start, end, sign in _chunks(text):
        own = _head(text[start:end], sign)
        if own and (_opens(text, start) or sign):
            if text[begun:start].strip():
                yield Part(name, text[begun:start].strip(), sentence)
            name, begun = own, start
    if text[begun:].strip():
        yield Part(name, text[begun:].strip(), sentence)


def _chunks(text: str) -> Iterator[tuple[int, int, str]]:
    """Stretches between separators, each with the colon or bracket that it leads to."""
    begun = 0
    for match in [*_CUTS.finditer(text), None]:
        end = match.start() if match is not None else len(text)
        sign = match.group() if match is not None else ""
        while begun < end and text[begun] == " ":
            begun += 1
        if begun < end:
            yield begun, end, sign if sign in (":", "(") else ""
        begun = match.end() if match is not None else len(text)


def _opens(text: str, start: int) -> bool:
    """Whether something new may begin here, and no list goes on: not within "between … and"."""
    return not re.search(r"\b(?:between|from) @[a-z]\d+ and $", text[:start])


def _head(chunk: str, sign: str) -> str:
    """The name that a stretch of words begins with, if it leads a part."""
    chunk = chunk.strip()
    match = _NAME.match(chunk)
    if match is not None and not _MARK.search(chunk[: match.end()]):
        return match.group("name")
    if sign == "(" and (after := _AFTER.search(chunk)) is not None:
        return after.group("name")
    bare = _BARE.fullmatch(chunk) if sign else None
    return bare.group("name") if bare is not None else ""
