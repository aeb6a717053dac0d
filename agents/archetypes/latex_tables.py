r"""Tables and matrices in LaTeX: `\begin{tabular}` becomes rows with bars, a matrix an array.

A table is rewritten in place, sign for sign, so that every offset in the text holds and the reader
of tables needs to know bars only. A matrix is an environment whose every cell is a figure; what its
axes are is told by the sentence before it: "the time of batch $i$ in vat $j$".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from optimoot.problem import Number, Problem

_TABLES: Final = ("tabular", "tabularx", "longtable", "array")
_MATRICES: Final = ("matrix", "pmatrix", "bmatrix", "vmatrix", "smallmatrix", "array", "tabular")
_BEGIN: Final = re.compile(r"\\begin\{(\w{1,20})\*?\}(?:\{[^{}\n]{0,40}\})?(?:\{[^{}\n]{0,40}\})?")
_RULES: Final = re.compile(
    r"\\(?:hline|toprule|midrule|bottomrule)|\\c(?:mid)?line\{[^{}\n]{0,20}\}"
)
_COMMAND: Final = re.compile(r"\\multicolumn\{\d+\}\{[^{}\n]{0,20}\}|\\[A-Za-z]+(?=\{)|[{}$]")
_ROW_END: Final = re.compile(r"\\\\(?:\[[^\]\n]{0,10}\])?")
_LETTER: Final = re.compile(r"([a-z]{3,})\s+\$?([a-z])\$?(?![a-z])")
_BEFORE: Final = 300
"""Characters before a matrix in which its description is looked for."""


@dataclass(frozen=True)
class Matrix:
    """A matrix of figures.

    Attributes:
        cells: The Number at each row and column.
        start: Where it begins in the text.
        description: The words before it.
        nouns: What its rows and its columns are, where the words tell; otherwise empty.
    """

    cells: dict[tuple[int, ...], Number]
    start: int
    description: str
    nouns: tuple[str, ...]


@dataclass(frozen=True)
class _Environment:
    name: str
    start: int
    inner: int
    inner_end: int
    end: int


def with_bars(text: str) -> str:
    """The text with LaTeX tables as rows of cells between bars; its length stays the same."""
    parts: list[str] = []
    place = 0
    for environment in _environments(text):
        inner = text[environment.inner : environment.inner_end]
        if environment.name not in _TABLES or _is_matrix(inner):
            continue
        parts.append(text[place : environment.start])
        parts.append(_line_break(environment.inner - environment.start))
        parts.append(_rows(inner))
        parts.append(_line_break(environment.end - environment.inner_end))
        place = environment.end
    return "".join([*parts, text[place:]])


def matrices(problem: Problem) -> Iterator[Matrix]:
    """The matrices of the text, in order."""
    text = problem.text
    numbers = {number.start: number for number in problem.numbers}
    for environment in _environments(text):
        inner = text[environment.inner : environment.inner_end]
        if environment.name not in _MATRICES or not _is_matrix(inner):
            continue
        cells = _cells(inner, environment.inner, numbers)
        if cells:
            before = text[max(0, environment.start - _BEFORE) : environment.start]
            description = re.split(r"[.?!]\s", before.rstrip())[-1]
            yield Matrix(cells, environment.start, description, _nouns(description))


def _environments(text: str) -> Iterator[_Environment]:
    """The outermost environments that end."""
    place = 0
    for match in _BEGIN.finditer(text):
        if match.start() < place:
            continue
        name = match.group(1)
        if name not in _TABLES and name not in _MATRICES:
            continue
        closing = f"\\end{{{name}"
        inner_end = text.find(closing, match.end())
        if inner_end < 0:
            return
        end = text.find("}", inner_end) + 1
        place = end
        yield _Environment(name, match.start(), match.end(), inner_end, end)


def _is_matrix(inner: str) -> bool:
    """Whether there is nothing but figures."""
    return not re.search(r"[A-Za-z]", _RULES.sub("", inner))


def _rows(inner: str) -> str:
    """Cells between bars, one row a line, as long as before."""

    def blank(match: re.Match[str]) -> str:
        return " " * len(match.group())

    text = inner.replace("\n", " ")
    text = _RULES.sub(blank, text)
    text = _ROW_END.sub(lambda m: "|" + "\n".rjust(len(m.group()) - 1), text)
    return _COMMAND.sub(blank, text.replace("\\&", " ,").replace("&", "|"))


def _line_break(length: int) -> str:
    return "\n".rjust(length)


def _cells(
    inner: str, offset: int, numbers: Mapping[int, Number]
) -> dict[tuple[int, ...], Number] | None:
    """The figures by row and column; None where a cell is no single figure or rows differ."""
    cells: dict[tuple[int, ...], Number] = {}
    place = 0
    row = 0
    width = None
    for end in [*(m.span() for m in _ROW_END.finditer(inner)), (len(inner), len(inner))]:
        written = inner[place : end[0]]
        start, place = place, end[1]
        if not _RULES.sub("", written).strip():
            continue
        at = start
        columns = written.split("&")
        for column, cell in enumerate(columns):
            inside = [
                numbers[offset + position]
                for position in range(at, at + len(cell))
                if offset + position in numbers
            ]
            if len(inside) != 1:
                return None
            cells[(row, column)] = inside[0]
            at += len(cell) + 1
        if width not in (None, len(columns)):
            return None
        width = len(columns)
        row += 1
    return cells if row > 1 and width is not None and width > 1 else None


def _nouns(description: str) -> tuple[str, ...]:
    """The two nouns with a letter each, in the order of their letters: rows come first."""
    found = {letter: noun for noun, letter in _LETTER.findall(description.lower())}
    letters = sorted(found)
    return tuple(found[letter] for letter in letters) if len(letters) == 2 else ()
