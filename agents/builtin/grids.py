"""Tables inside the text: where they stand, and the items that their row or column heads name.

A table is a run of lines with bars, the second of them a rule of dashes. Its tokens are taken out
of the sentences, which the clause types read; what its figures mean is for `grid_facts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from optimoot.agents.builtin.facts import Comparison
from optimoot.agents.builtin.items import MOST_ITEMS, Cast, make_cast
from optimoot.agents.builtin.phrases import is_symbol
from optimoot.agents.builtin.text import Kind, Sentence, Token, stem

_LINE: Final = re.compile(r"^[ \t]*\|.*$", re.MULTILINE)
_RULE: Final = re.compile(r"^[ \t|:\-]+$")
_LEAST: Final = frozenset(stem(w) for w in "required requirement needed need demand target".split())
_MOST: Final = frozenset(
    stem(w) for w in "available availability capacity limit supply stock budget".split()
)
_EXTREMES: Final = {
    stem("minimum"): Comparison.AT_LEAST,
    "min": Comparison.AT_LEAST,
    stem("least"): Comparison.AT_LEAST,
    stem("maximum"): Comparison.AT_MOST,
    "max": Comparison.AT_MOST,
    stem("most"): Comparison.AT_MOST,
}
"""Words that settle which way a bound goes, whatever stands beside them: "maximum demand"."""
_WEIGHT: Final = 9.0
"""How plausible a table's heads are as items, compared with what lists and labels get."""


@dataclass(frozen=True)
class Cell:
    """One cell: the tokens in it, and its text."""

    tokens: tuple[Token, ...]
    text: str


@dataclass(frozen=True)
class Grid:
    """A table of the text.

    Attributes:
        sentence: Index of the sentence that it stands in.
        rows: Its rows without the head, each as long as the head.
    """

    sentence: int
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


def take_grids(
    text: str, sentences: Sequence[Sentence]
) -> tuple[tuple[Sentence, ...], tuple[Grid, ...]]:
    """The sentences without the tokens of tables, and the tables; linear in the text's length."""
    spans = list(_spans(text))
    if not spans:
        return tuple(sentences), ()
    grids = []
    kept = list(sentences)
    for span in spans:
        start, end = span[0][0], span[-1][1]
        inside: list[Token] = []
        index = 0
        for place, sentence in enumerate(kept):
            if (
                sentence.tokens
                and start <= sentence.tokens[-1].start
                and (sentence.tokens[0].start < end)
            ):
                taken = [token for token in sentence.tokens if start <= token.start < end]
                index = index if inside else place
                inside += taken
                rest = tuple(t for t in sentence.tokens if not start <= t.start < end)
                kept[place] = replace(sentence, tokens=rest)
        grid = _grid(text, span, inside, index)
        if grid is not None:
            grids.append(grid)
    return tuple(kept), tuple(grids)


def _spans(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines with bars that have a rule below their head, each as spans of lines."""
    lines = [match.span() for match in _LINE.finditer(text)]
    run: list[tuple[int, int]] = []
    for line in (*lines, None):
        if run and (line is None or line[0] != run[-1][1] + 1):
            if len(run) > 2 and _RULE.match(text[run[1][0] : run[1][1]]):
                yield run
            run = []
        if line is not None:
            run.append(line)


def _grid(
    text: str, lines: Sequence[tuple[int, int]], tokens: Sequence[Token], index: int
) -> Grid | None:
    waiting = list(tokens)[::-1]
    rows: list[tuple[Cell, ...]] = []
    for number, (start, end) in enumerate(lines):
        bars = [place for place in range(start, end) if text[place] == "|"]
        cells = []
        for left, right in pairwise(bars):
            own = []
            while waiting and waiting[-1].start < right:
                own.append(waiting.pop())
            inside = tuple(t for t in own if t.start > left and t.text != "|")
            cells.append(Cell(inside, text[left + 1 : right].strip()))
        if number != 1:
            rows.append(tuple(cells))
    width = len(rows[0])
    if width < 2 or any(len(row) != width for row in rows):
        return None
    return Grid(index, rows[0], tuple(rows[1:]))


def margin(label: Cell) -> Comparison | None:
    """How the figures beside a label bound the others in their row or column.

    None where the label is none of "available", "minimum required", "capacity" and the like.
    """
    stems = [token.stem for token in label.tokens if token.kind is Kind.WORD]
    for found in stems:
        if found in _EXTREMES:
            return _EXTREMES[found]
    if any(found in _LEAST for found in stems):
        return None if any(found in _MOST for found in stems) else Comparison.AT_LEAST
    return Comparison.AT_MOST if any(found in _MOST for found in stems) else None


def grid_casts(grids: Sequence[Grid]) -> Iterator[Cast]:
    """The items that the rows of a table name, and those that its columns name."""
    for grid in grids:
        rows, columns = [row[0] for row in grid.rows], list(grid.head[1:])
        for names, family in ((rows, grid.head[0]), (columns, None)):
            cast = _cast(_without_margins(names), family)
            if cast is not None:
                yield cast


def _without_margins(names: list[Cell]) -> list[Cell]:
    """The labels without those at their end that speak of what is at hand or needed."""
    end = len(names)
    while end > 2 and margin(names[end - 1]) is not None:
        end -= 1
    return names[:end]


def _cast(names: Sequence[Cell], family: Cell | None) -> Cast | None:
    phrases = [tuple(t for t in cell.tokens if t.kind is Kind.WORD) for cell in names]
    if not 2 <= len(names) <= MOST_ITEMS or not all(phrases):
        return None
    if any(token.kind is Kind.NUMBER for cell in names for token in cell.tokens):
        return None
    shown = frozenset(t.stem for t in family.tokens) if family is not None else frozenset[str]()
    symbols = [is_symbol(phrase[-1]) for phrase in phrases]
    stems = [tuple(token.stem for token in phrase) for phrase in phrases]
    if all(symbols):
        shown |= {stem for phrase in stems for stem in phrase[:-1]}
        stems = [phrase[-1:] for phrase in stems]
    weight = _WEIGHT if family is not None else _WEIGHT - 2.0
    names_told = [" ".join(token.text for token in phrase) for phrase in phrases]
    return make_cast(
        stems,
        names=names_told,
        family=shown - frozenset(stem for phrase in stems for stem in phrase),
        weight=weight,
        how="table",
        symbols=all(symbols),
    )
