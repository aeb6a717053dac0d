"""Runs of figures in prose: "12, 9, 8 and 7", "14 GB, 11 GB and 9 GB", "Ash 35 | Bay 50 | Elm 18".

A run is read from what stands between two figures that follow one another: a unit that all share,
a comma or an "and", and perhaps the name of the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.layout import Form
from optimoot.problem import Number, NumberKind

_LONGEST_GAP: Final = 60
_UNIT: Final = re.compile(r"[ -]?([^\W\d_]{1,12}|%)(?=$|\s*[,;|)\n.?]|\s+and\b)")
_SEPARATOR: Final = re.compile(r"\)?\s*(?:[,;|\n]\s*(?:and\b)?|and\b)\s*[-*•]?\s*")
_LINK: Final = re.compile(r"\s*(?:[:=(|]|\bfor\b|\btakes\b|\bneeds\b|\bis\b)?\s*[$€£]?\s*$")
_LABEL: Final = re.compile(r"(?:(?:the|a|an) )?([^\W\d][^\W\d ]*(?: [^\W\d][^\W\d ]*){0,2})", re.I)
_NAMED_AFTER: Final = re.compile(
    r"[ -]?(?P<unit>[^\W\d_]{1,12})?\s*\b(?:for|at|in|from) (?:the )?"
    r"(?P<label>[A-Z][\w]*(?: [A-Z]\w*)?)"
    r"(?:(?:,\s*(?:and\b)?|;| and\b)\s*[$€£]?$|(?=[.;,\n?]|$))"
)
_TRAILING: Final = re.compile(r"([^\W\d_]+)\s*(?:[:=(|]|\bfor\b|\btakes\b|\bneeds\b)?\s*[$€£]?\s*$")
_NO_NAME: Final = re.compile(
    r"\b(?:profit|cost|price|weight|value|total|at|least|most|to|from|up|of|per|with|each|by|but|"
    r"or|only|between|capacity|and|than|width|length|volume|demand|maximum|minimum|has|have|costs|"
    r"needs|takes|holds|in|on|about)\b",
    re.IGNORECASE,
)
"""Words that make what stands before a figure a clause and no name."""
_FEWEST: Final = 3


@dataclass(frozen=True)
class Series:
    """A run of figures that say the same of one thing after the other.

    Attributes:
        names: The name of each figure; numbers in order where the text gives none.
        labelled: Whether the text names each figure.
        unit: The unit in lower case; empty where none is written.
        line: Index of the line where it begins.
        start: Offset of the first figure.
        end: Offset after the last figure.
    """

    numbers: tuple[Number, ...]
    names: tuple[str, ...]
    labelled: bool
    unit: str
    line: int
    start: int
    end: int


@dataclass(frozen=True)
class _Gap:
    unit: str
    label: str
    is_after: bool = False


def line_at(case: Case, offset: int) -> int:
    """Index of the line in which an offset of the text lies."""
    found = 0
    for line in case.lines:
        if line.start > offset:
            break
        found = line.index
    return found


def find_series(case: Case) -> tuple[Series, ...]:
    """All runs of at least three figures, in order."""
    text = case.problem.text
    runs: list[tuple[list[Number], list[_Gap]]] = []
    for number in case.problem.numbers:
        if number.kind is NumberKind.ORDINAL:
            continue
        gap = _gap(text[runs[-1][0][-1].end : number.start]) if runs else None
        if gap is not None and _continues(gap, runs[-1][1]):
            runs[-1][0].append(number)
            runs[-1][1].append(gap)
        else:
            runs.append(([number], []))
    found = (_series(case, numbers, gaps) for numbers, gaps in runs if len(numbers) >= _FEWEST)
    return tuple(found)


def others(case: Case, *series: Series) -> list[Number]:
    """The Numbers outside these runs that are quantities or counts."""
    inside = {number.id for run in series for number in run.numbers}
    return [
        number
        for number in case.problem.numbers
        if number.id not in inside
        and number.kind is not NumberKind.ORDINAL
        and number.text.lower() != "one"
    ]


def _gap(text: str) -> _Gap | None:
    if len(text) > _LONGEST_GAP:
        return None
    after = _NAMED_AFTER.match(text)
    if after is not None and after.end() == len(text):
        return _Gap((after.group("unit") or "").lower(), after.group("label"), is_after=True)
    unit = _UNIT.match(text)
    separator = _SEPARATOR.match(text, unit.end() if unit else 0)
    if separator is None:
        return None
    rest = text[separator.end() :]
    if _LINK.match(rest):
        return _Gap(unit.group(1).lower() if unit else "", "")
    label = _LABEL.match(rest)
    if label is None or _LINK.match(rest, label.end()) is None or _NO_NAME.search(label.group(1)):
        return None
    return _Gap(unit.group(1).lower() if unit else "", label.group(1))


def _continues(gap: _Gap, before: list[_Gap]) -> bool:
    if not before:
        return True
    same_unit = gap.unit == before[-1].unit or not gap.unit
    alike = bool(gap.label) == bool(before[-1].label) and gap.is_after == before[-1].is_after
    return same_unit and alike


def _series(case: Case, numbers: list[Number], gaps: list[_Gap]) -> Series:
    start, end = numbers[0].start, numbers[-1].end
    names = tuple(str(place) for place in range(1, len(numbers) + 1))
    first = _TRAILING.search(case.problem.text[max(0, start - _LONGEST_GAP) : start])
    labels = (first.group(1) if first else "", *(gap.label for gap in gaps))
    if gaps[0].is_after:
        final = _NAMED_AFTER.match(case.problem.text, end, end + _LONGEST_GAP)
        labels = (*(gap.label for gap in gaps), final.group("label") if final else "")
    labelled = all(labels) and len(set(labels)) == len(labels)
    unit = next((gap.unit for gap in gaps if gap.unit), "") or _following(case, end)
    line = line_at(case, start)
    return Series(tuple(numbers), labels if labelled else names, labelled, unit, line, start, end)


def _following(case: Case, end: int) -> str:
    match = _UNIT.match(case.problem.text, end, end + _LONGEST_GAP)
    return match.group(1).lower() if match else ""


def sentences_left(case: Case, covered: set[int]) -> Iterator[int]:
    """Indices of the sentences after the first that nothing was taken from.

    Announcements, headings of tables and questions without a figure say nothing of their own.
    """
    tables = {case.lines[index].block for index in covered if case.lines[index].form is Form.ROW}
    for line in case.lines[1:]:
        asks = case.goal is not None and line.index in case.goal.lines
        bare = not any(token.number is not None for token in line.tokens)
        announces = line.quote.rstrip("*_ ").endswith((":", "?"))
        heads = line.form is Form.ROW and line.block in tables
        if line.index in covered or asks or (bare and (announces or heads)):
            continue
        if len(line.tokens) > 1:
            yield line.index
