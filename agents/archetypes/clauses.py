"""A figure within its own clause: the words before it and behind it up to "and" or a comma."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.surroundings import after, before
from optimoot.problem import Number, NumberKind

_BREAK: Final = re.compile(
    r",(?!\d)\s*|\s(?:and|while|whereas|but|so that|plus)(?=\s|$)|^(?:and|while|whereas|but|plus)\s"
)
LENGTH: Final = (
    r"(?:m|cm|mm|dm|ft|in|met(?:re|er)s?|feet|foot|inch(?:es)?|(?:centi|deci)met(?:re|er)s?)"
)
_SHORT: Final = (
    ("cm", "cm centimetre centimeter"),
    ("dm", "dm decimetre decimeter"),
    ("mm", "mm"),
    ("m", "m metre meter"),
    ("ft", "ft feet foot"),
    ("in", "in inch inche"),
)
_POWER: Final = re.compile(
    rf"^\$?[ ]?(?:(?P<word>square|cubic|sq\.?|cu\.?) (?P<one>{LENGTH})\b"
    rf"|(?P<two>{LENGTH})(?![a-z]) ?(?:\$ ?)?(?:\^ ?\{{? ?)?(?P<exponent>[23²³])?)"
)


@dataclass(frozen=True)
class Figure:
    """A Number with the words of its clause.

    Attributes:
        left: Words of the clause before it, lower case.
        right: Words of the clause behind it, lower case.
        behind: All words up to the next figure or the sentence's end, lower case.
        line: Index of its line.
    """

    number: Number
    left: str
    right: str
    behind: str
    line: int

    @property
    def words(self) -> str:
        """The words of the clause; "#" stands for the figure."""
        return f"{self.left} # {self.right}"

    @property
    def is_money(self) -> bool:
        """Whether it is written as money."""
        return self.number.kind is NumberKind.MONEY

    @property
    def is_percent(self) -> bool:
        """Whether it is written in per cent."""
        return self.number.kind is NumberKind.PERCENT

    @property
    def is_plain(self) -> bool:
        """Whether it is written as a mere number."""
        return self.number.kind is NumberKind.PLAIN


def find_figures(case: Case) -> tuple[Figure, ...]:
    """The quantities of a text in their order."""
    return tuple(_figures(case))


def _figures(case: Case) -> Iterator[Figure]:
    for number in case.problem.numbers:
        if number.kind is NumberKind.ORDINAL or number.text.lower() == "one":
            continue
        left = _BREAK.split(before(case, number))[-1].strip(" $€£(").removeprefix("and ")
        behind = after(case, number)
        right = next((part for part in _BREAK.split(behind) if part.strip()), "").strip()
        if _BREAK.match(behind):
            right = ""
        lines = [line.index for line in case.lines if line.start <= number.start]
        yield Figure(number, left, right, behind, lines[-1] if lines else 0)


def unit_power(words: str) -> tuple[str, int] | None:
    """The unit of length that `words` begin with, and its power: "square metres" is ("m", 2)."""
    match = _POWER.match(words)
    if match is None:
        return None
    told = (match.group("one") or match.group("two")).rstrip("s")
    unit = next((short for short, names in _SHORT if told in names.split()), "")
    if match.group("word"):
        return unit, 2 if match.group("word").startswith("sq") else 3
    exponent = match.group("exponent") or "1"
    return unit, {"²": 2, "³": 3}.get(exponent) or int(exponent)
