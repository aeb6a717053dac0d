"""Matrices written into the text: rows of figures, bare, in brackets, or named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.series import line_at
from optimoot.problem import Number, NumberKind

_WITHIN: Final = re.compile(r"[ \t]*[,;|&]?[ \t]*")
_ROW_END: Final = re.compile(
    r"[ \t]*[\])}]?[ \t]*[|,;&\\]{0,3}[ \t]*(?:\n[ \t]*|(?<=[\],;])[ \t]*(?=\[))"
    r"(?:\|[ \t]*)?(?:(?:[-*•][ \t]+)?(?P<label>[^\W\d][\w .'-]{0,30}?)[ \t]*[,;|:=][ \t]*)?"
    r"[\[({]?[ \t]*"
)
_FIRST_LABEL: Final = re.compile(
    r"(?:^|\n)[ \t]*\|?[ \t]*([^\W\d][\w .'-]{0,30}?)[ \t]*[,;|:=][ \t]*[\[({]?[ \t]*\Z"
)
_CELL: Final = re.compile(r"[^,;|]+")
_WIDEST: Final = 40


@dataclass(frozen=True)
class Matrix:
    """A rectangle of figures.

    Attributes:
        rows: The Numbers, row by row.
        labels: The name of each row; numbers in order where the text gives none.
        heads: The name of each column; numbers in order where the text gives none.
        named: Whether the text names rows and columns.
        lines: Indices of the lines that hold it.
    """

    rows: tuple[tuple[Number, ...], ...]
    labels: tuple[str, ...]
    heads: tuple[str, ...]
    named: bool
    lines: tuple[int, ...]

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns."""
        return len(self.rows), len(self.rows[0])

    @property
    def numbers(self) -> tuple[Number, ...]:
        """All figures, row by row."""
        return tuple(number for row in self.rows for number in row)

    @property
    def is_of_pairs(self) -> bool:
        """Whether it is square and holds nothing between a place and itself."""
        rows, columns = self.shape
        return rows == columns and all(self.rows[i][i].value == 0 for i in range(rows))


def find_matrices(case: Case) -> tuple[Matrix, ...]:
    """All matrices of at least two rows and two columns, in order."""
    text = case.problem.text
    found: list[Matrix] = []
    rows: list[list[Number]] = []
    labels: list[str] = []
    for number in (*case.problem.numbers, None):
        gap = text[rows[-1][-1].end : number.start] if rows and number is not None else None
        if number is not None and gap is not None and len(gap) < 60:
            if _WITHIN.fullmatch(gap):
                rows[-1].append(number)
                continue
            match = _ROW_END.fullmatch(gap)
            if match is not None and ("\n" in gap or "[" in gap):
                rows.append([number])
                labels.append((match.group("label") or "").strip())
                continue
        found += _matrix(case, rows, labels)
        if number is not None and number.kind is not NumberKind.ORDINAL:
            first = _FIRST_LABEL.search(text[max(0, number.start - 60) : number.start])
            rows, labels = [[number]], [first.group(1).strip() if first else ""]
        else:
            rows, labels = [], []
    return tuple(found)


def _matrix(case: Case, rows: list[list[Number]], labels: list[str]) -> list[Matrix]:
    widths = {len(row) for row in rows}
    if len(rows) < 2 or len(widths) != 1 or not 2 <= max(widths) <= _WIDEST:
        return []
    if any(labels) and (not all(labels) or len(set(labels)) < len(labels)):
        return []
    lines = tuple(dict.fromkeys(line_at(case, row[0].start) for row in rows))
    heads = _heads(case, rows[0][0].start, max(widths)) if labels[0] else ()
    names = labels if labels[0] else [str(place) for place in range(1, len(rows) + 1)]
    columns = heads or tuple(str(place) for place in range(1, max(widths) + 1))
    told = tuple(tuple(row) for row in rows)
    return [Matrix(told, tuple(names), columns, bool(heads), lines)]


def _heads(case: Case, start: int, width: int) -> tuple[str, ...]:
    """The names in the line above the first row; none where their number is another."""
    above = [line.strip() for line in case.problem.text[:start].split("\n")[:-1]]
    above = [line for line in above if line and not set(line) <= set("|-: +")]
    if not above:
        return ()
    cells = [cell.strip() for cell in _CELL.findall(above[-1]) if cell.strip()]
    heads = cells[-width:]
    return tuple(heads) if len(cells) in (width, width + 1) and len(set(heads)) == width else ()
