"""The words just before and just after a figure, and the figures that no role has taken."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.builtin.units import is_unit
from optimoot.problem import Number, NumberKind

_REACH: Final = 70
_STOP: Final = re.compile(r"[.;?!](?=\s|$)|\n")


def before(case: Case, number: Number) -> str:
    """Words between the figure before, or the sentence's begin, and a figure; lower case."""
    text = case.problem.text
    start = max(0, number.start - _REACH)
    for other in case.problem.numbers:
        if other.end <= number.start and other.text.lower() != "one":
            start = max(start, other.end)
    piece = text[start : number.start]
    return re.sub(r"\s+", " ", _STOP.split(piece)[-1]).lower()


def after(case: Case, number: Number) -> str:
    """Words between a figure and the next one, or the sentence's end; lower case."""
    text = case.problem.text
    stop = min(len(text), number.end + _REACH)
    for other in case.problem.numbers:
        if other.start >= number.end and other.text.lower() != "one":
            stop = min(stop, other.start)
    piece = text[number.end : stop].lstrip(" -")
    return re.sub(r"\s+", " ", _STOP.split(piece)[0]).lower()


_NUMBER_OF: Final = re.compile(r"\b(?:number of \w+|n|m|k|p)\s?(?:=|:|is)\s?$")
_COUNTED: Final = re.compile(
    r"(?:of (?:the |them|these)|(?!(?:an?|per|each|every|costs?|is|has|hours?)\b)(?:[\w'-]+ "
    r"){0,3}?(?!is\b|has\b|costs\b)[\w'-]{2,}s\b"
    r"|(?:[\w'-]+ )?(?:people|children|men|women|sheep|staff|equipment)\b)"
)
_RANGE: Final = re.compile(r"\b(?:to|through|and|-|–)\s?$")


def left_over(case: Case, taken: Collection[str]) -> list[Number]:
    """The quantities that no role has taken, in order; "one" is a mere word."""
    return [
        number
        for number in case.problem.numbers
        if number.id not in taken
        and number.kind is not NumberKind.ORDINAL
        and number.text.lower() != "one"
    ]


def is_count(case: Case, number: Number, *sizes: int) -> bool:
    """Whether a figure has one of these values, and is no money and nothing with a unit."""
    if number.kind not in (NumberKind.PLAIN, NumberKind.COUNT_WORD) or number.value not in sizes:
        return False
    if _NUMBER_OF.search(before(case, number)):
        return True
    follows = after(case, number)
    noun = _COUNTED.match(follows)
    if noun is None or is_unit(noun.group().split()[0]):
        return not follows.strip() and bool(_RANGE.search(before(case, number)))
    return True
