"""Tables and bare matrices of the text as they stand: heads, labels, and a figure in each cell.

Unlike `tables`, which decides what the rows and columns mean, a frame leaves that to a family.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.layout import Line
from optimoot.agents.archetypes.matrices import Matrix, find_matrices
from optimoot.agents.archetypes.tables import Cell, text_tables
from optimoot.problem import Number

_EMPTY: Final = re.compile(r"[\s\-–—./]*|n ?/? ?a|∞|inf", re.IGNORECASE)
_ORDER: Final = re.compile(
    r"(?:order|rows and columns(?: are| being)?|places|nodes|for)[ :]+((?:[\w'-]+ ?){1,3}"
    r"(?:, (?:and )?(?:[\w'-]+ ?){1,3}){2,30}(?:,? and (?:[\w'-]+ ?){1,3})?)"
)


@dataclass(frozen=True)
class Frame:
    """A table with a head above each column and a label before each row.

    Attributes:
        corner: What stands above the labels, in lower case.
        heads: The names of the columns but the first.
        labels: The first cell of each row.
        cells: The figure of each cell, row by row; None where there is none.
        texts: What is written in each cell.
        naming: Ids of the Numbers within heads and labels.
        lines: Indices of its lines.
        caption: The words of the sentence above it, in lower case.
        is_named: Whether the text gives heads and labels; a bare matrix has numbers in order.
    """

    corner: str
    heads: tuple[str, ...]
    labels: tuple[str, ...]
    cells: tuple[tuple[Number | None, ...], ...]
    texts: tuple[tuple[str, ...], ...]
    naming: frozenset[str]
    lines: tuple[int, ...]
    caption: str
    is_named: bool = True

    def column(self, place: int) -> tuple[Number | None, ...]:
        """The figures of a column."""
        return tuple(row[place] for row in self.cells)

    @property
    def is_full(self) -> bool:
        """Whether every cell holds a figure."""
        return all(number is not None for row in self.cells for number in row)

    @property
    def is_between_places(self) -> bool:
        """Whether it is square over the same names, with nothing from a place to itself."""
        size = len(self.labels)
        if size < 3 or [name.lower() for name in self.labels] != [n.lower() for n in self.heads]:
            return False
        for i, row in enumerate(self.cells):
            for j, number in enumerate(row):
                bare = number is None and bool(_EMPTY.fullmatch(self.texts[i][j]))
                if i == j and not bare and (number is None or number.value != 0):
                    return False
                if i != j and number is None:
                    return False
        return True

    def numbers(self) -> Iterator[Number]:
        """All figures, row by row."""
        for row in self.cells:
            yield from (number for number in row if number is not None)


def find_frames(case: Case) -> tuple[Frame, ...]:
    """All tables within the text, and the bare matrices outside them; attached tables are none."""
    frames = [_frame(case, table.rows, table.lines) for table in text_tables(case.lines)]
    found = [frame for frame in frames if frame is not None]
    inside = {number.id for frame in found for number in frame.numbers()}
    inside |= {key for frame in found for key in frame.naming}
    for matrix in find_matrices(case):
        if not any(number.id in inside for number in matrix.numbers):
            found.append(_bare(case, matrix))
    return tuple(sorted(found, key=lambda frame: frame.lines[0]))


def _frame(case: Case, rows: Sequence[Sequence[Cell]], lines: Sequence[Line]) -> Frame | None:
    header, body = rows[0], rows[1:]
    heads = tuple(cell.text.strip() for cell in header[1:])
    labels = tuple(row[0].text.strip() for row in body)
    if not all(heads) or not all(labels):
        return None
    first = lines[0]
    indices = tuple(line.index for line in lines)
    naming = {
        token.number.id
        for cell in (*header, *(row[0] for row in body))
        for token in cell.tokens
        if token.number is not None
    }
    return Frame(
        corner=header[0].text.lower(),
        heads=heads,
        labels=labels,
        cells=tuple(tuple(cell.number for cell in row[1:]) for row in body),
        texts=tuple(tuple(cell.text for cell in row[1:]) for row in body),
        naming=frozenset(naming),
        lines=indices,
        caption=_caption(case, first.index),
    )


def _caption(case: Case, first: int) -> str:
    return case.lines[first - 1].lower if first else ""


def _bare(case: Case, matrix: Matrix) -> Frame:
    rows, columns = matrix.shape
    named = bool(matrix.labels) and not matrix.labels[0].isdigit()
    labels, heads = matrix.labels, matrix.heads
    if rows == columns and not (named and matrix.named):
        told = labels if named else _told_order(case, rows)
        labels = heads = told or tuple(str(place) for place in range(1, rows + 1))
        named = bool(told)
    return Frame(
        corner="",
        heads=tuple(heads),
        labels=tuple(labels),
        cells=tuple(tuple(row) for row in matrix.rows),
        texts=tuple(tuple(number.text for number in row) for row in matrix.rows),
        naming=frozenset(),
        lines=matrix.lines,
        caption=_caption(case, matrix.lines[0]),
        is_named=named or matrix.named,
    )


def _told_order(case: Case, size: int) -> tuple[str, ...]:
    """The names of rows and columns where the text lists that many: "in the order D, A, B"."""
    for match in _ORDER.finditer(case.problem.text):
        names = re.split(r",? and |, ", match.group(1).strip())
        names = [re.sub(r"^(?:the|and) ", "", name.strip()) for name in names]
        if len(names) == size and len(set(names)) == size:
            return tuple(names)
    return ()
