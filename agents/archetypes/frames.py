"""Tables and bare matrices of the text as they stand: heads, labels, and a figure in each cell.

Unlike `tables`, which decides what the rows and columns mean, a frame leaves that to a family.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.layout import Form, Line
from optimoot.agents.archetypes.matrices import Matrix, find_matrices
from optimoot.agents.archetypes.series import line_at
from optimoot.agents.archetypes.tables import Cell, text_tables
from optimoot.problem import Number

_HEAD: Final = re.compile(r"\(([^()\n]{3,80})\)")
_TUPLE: Final = re.compile(
    r"(?:[,;:•*-]|\band\b|\n)\s*(?:and )?([^\W\d_][\w'-]*(?: [\w'-]+){0,2}) ?\(([^()]{3,60})\)"
)
_BLANKS: Final = re.compile(
    r"^[ \t]*([^\W\d]\w{0,20})[ \t]+((?:\d[\d.]*|-)(?:[ \t]+(?:\d[\d.]*|-))+)[ \t]*$", re.MULTILINE
)
_TUPLE_WIDTH: Final = 2
_TUPLE_ROWS: Final = 3
_EMPTY: Final = re.compile(r"[\s\-–—./]*|n ?/? ?a|∞|inf", re.IGNORECASE)
_FROM_ZERO: Final = re.compile(
    r"\b(?:location|node|place|point|index|site|stop|city|vertex|number)s? 0\b|"
    r"\b0 (?:is|being|=|denotes|stands for|to|-|–)"
)
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
    tables = text_tables(_apart(case))
    frames = [_frame(case, table.rows, table.lines) for table in tables]
    found = [*_tuples(case), *_aligned(case)]
    found += [frame for frame in frames if frame is not None]
    inside = {number.id for frame in found for number in frame.numbers()}
    inside |= {key for frame in found for key in frame.naming}
    for matrix in find_matrices(case):
        if not any(number.id in inside for number in matrix.numbers):
            found.append(_bare(case, matrix))
    return tuple(sorted(found, key=lambda frame: frame.lines[0]))


def _apart(case: Case) -> list[Line]:
    """The lines, with a block of its own for each table that a blank line sets apart."""
    lines: list[Line] = []
    block = max((line.block for line in case.lines), default=0) + 1
    for line in case.lines:
        if lines and line.form is Form.ROW and lines[-1].form is Form.ROW:
            gap = case.problem.text[lines[-1].start + len(lines[-1].quote) : line.start]
            blank = re.search(r"\n[ \t]*\n", gap) is not None and "|" not in gap
            block += blank or line.block != case.lines[len(lines) - 1].block
        elif line.form is Form.ROW:
            block += 1
        lines.append(replace(line, block=block if line.form is Form.ROW else -1))
    return lines


def _aligned(case: Case) -> Iterator[Frame]:
    """Tables whose columns are set apart by blanks only: heads, then labels with figures."""
    text = case.problem.text
    rows: list[re.Match[str]] = []
    for match in (*_BLANKS.finditer(text), None):
        width = len(rows[0].group(2).split()) if rows else 0
        if match is not None and (
            not rows
            or (match.start() == rows[-1].end() + 1 and len(match.group(2).split()) == width)
        ):
            rows.append(match)
            continue
        if len(rows) > 1:
            above = text[: rows[0].start()].rstrip("\n").rsplit("\n", 1)[-1].split()
            heads = above[-width:]
            named = len(above) in (width, width + 1) and len(set(heads)) == width
            if named and not any(head[0].isdigit() for head in heads):
                yield _blank_frame(case, rows, heads, above[:-width])
        rows = [match] if match is not None else []


def _blank_frame(
    case: Case, rows: Sequence[re.Match[str]], heads: Sequence[str], corner: Sequence[str]
) -> Frame:
    cells = []
    for row in rows:
        numbers = {n.start: n for n in case.problem.numbers}
        places = [m.start() + row.start(2) for m in re.finditer(r"\S+", row.group(2))]
        cells.append(tuple(numbers.get(place) for place in places))
    first = line_at(case, rows[0].start(1))
    lines = tuple(dict.fromkeys(line_at(case, row.start(1)) for row in rows))
    return Frame(
        corner=" ".join(corner).lower(),
        heads=tuple(heads),
        labels=tuple(row.group(1) for row in rows),
        cells=tuple(cells),
        texts=tuple(tuple(row.group(2).split()) for row in rows),
        naming=frozenset(),
        lines=lines,
        caption=_caption(case, first),
    )


def _tuples(case: Case) -> Iterator[Frame]:
    """Things with their figures in brackets: "(weight, value): tent (7, 65), stove (4, 38)"."""
    text = case.problem.text
    for head in _HEAD.finditer(text):
        heads = tuple(part.strip() for part in re.split(r"[,;]", head.group(1)))
        if any(sign.isdigit() for sign in head.group(1)) or len(heads) < _TUPLE_WIDTH:
            continue
        rows = []
        for match in _TUPLE.finditer(text, head.end()):
            inside = [n for n in case.problem.numbers if match.start(2) <= n.start < match.end(2)]
            if len(inside) != len(heads) or len(inside) != match.group(2).count(",") + 1:
                break
            rows.append((match.group(1).strip(), tuple(inside)))
        labels = tuple(label for label, _ in rows)
        if len(rows) >= _TUPLE_ROWS and len(set(labels)) == len(labels):
            line = line_at(case, head.start())
            cells = tuple(numbers for _, numbers in rows)
            texts = tuple(tuple(n.text for n in numbers) for numbers in cells)
            caption = case.lines[line].lower
            yield Frame("", heads, labels, cells, texts, frozenset(), (line,), caption)


def _frame(case: Case, rows: Sequence[Sequence[Cell]], lines: Sequence[Line]) -> Frame | None:
    header, body = rows[0], rows[1:]
    heads = tuple(_written(cell) for cell in header[1:])
    labels = tuple(_written(row[0]) for row in body)
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
        corner=_written(header[0]).lower(),
        heads=heads,
        labels=labels,
        cells=tuple(tuple(cell.number for cell in row[1:]) for row in body),
        texts=tuple(tuple(cell.text for cell in row[1:]) for row in body),
        naming=frozenset(naming),
        lines=indices,
        caption=_caption(case, first.index),
    )


def _written(cell: Cell) -> str:
    """The words of a head or label; "start_up_cost" is three."""
    return re.sub(r"\s*_\s*", " ", cell.text).strip()


def _caption(case: Case, first: int) -> str:
    return case.lines[first - 1].lower if first else ""


def _bare(case: Case, matrix: Matrix) -> Frame:
    rows, columns = matrix.shape
    named = bool(matrix.labels) and not matrix.labels[0].isdigit()
    labels, heads = matrix.labels, matrix.heads
    if rows == columns and not (named and matrix.named):
        told = labels if named else _told_order(case, rows)
        first = 0 if _FROM_ZERO.search(case.lower) else 1
        labels = heads = told or tuple(str(place) for place in range(first, rows + first))
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
