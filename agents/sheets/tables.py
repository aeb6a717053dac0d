"""Tables as people paste them: cells between bars, commas, semicolons, tabs or wide gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from optimoot.agents.archetypes.wording import Token, plain_text
from optimoot.agents.sheets.entries import plain_name
from optimoot.agents.sheets.figures import Figure, read_figure
from optimoot.agents.sheets.layout import Layout, Thing, name_stems, places
from optimoot.agents.sheets.words import COST, GAIN, LEADS
from optimoot.problem import Problem

_RULE: Final = frozenset("-+|:= \t")
_EMPTY: Final = frozenset({"", "-", "–", "—", "/", "n", "na", "x"})
_ASKED: Final = frozenset({"?", "tbd", "unknown"})
_MOST_WORDS: Final = 10
_GAP: Final = re.compile(r"\S(?:\S| (?! ))*")


@dataclass(frozen=True)
class Cell:
    """A cell: its tokens and what is written in it."""

    tokens: tuple[Token, ...]
    written: str


Row = tuple[Cell, ...]


def read_tables(problem: Problem, tokens: Sequence[Token]) -> Layout | None:
    """The first table of a text that has things in its first column and figures in the others."""
    for rows in _blocks(plain_text(problem), tokens):
        for told in (_turned(rows), rows):
            layout = _layout(told) if told else None
            if layout is not None:
                return layout
    return None


def _blocks(text: str, tokens: Sequence[Token]) -> Iterator[list[Row]]:
    """Runs of written lines with the same number of cells, by each way to part cells."""
    lines: list[tuple[int, str]] = []
    start = 0
    for written in text.split("\n"):
        lines.append((start, written))
        start += len(written) + 1
    lines = [(at, w) for at, w in lines if w.strip() and set(w) - _RULE]
    for sign in ("|", "\t", ",", ";", "  "):
        cut = [_cut(at, written, sign) for at, written in lines]
        for count, run in groupby(cut, key=len):
            rows = list(run)
            if count > 2 and len(rows) > 2:
                yield [tuple(_cell(a, b, text, tokens) for a, b in row) for row in rows]


def _cut(at: int, written: str, sign: str) -> list[tuple[int, int]]:
    """Spans of the cells of a line."""
    if sign == "  ":
        return [(at + m.start(), at + m.end()) for m in _GAP.finditer(written)]
    if sign not in written:
        return []
    left = len(written) - len(written.lstrip())
    body = written.strip()
    if sign == "|":
        left += body.startswith("|")
        body = body.strip("|")
    spans = []
    for part in body.split(sign):
        spans.append((at + left, at + left + len(part)))
        left += len(part) + 1
    return spans


def _cell(start: int, end: int, text: str, tokens: Sequence[Token]) -> Cell:
    own = tuple(t for t in tokens if start <= t.start < end)
    return Cell(own, text[start:end].strip())


def _layout(rows: Sequence[Row]) -> Layout | None:
    heads, *body = rows
    if any(token.number is not None for cell in heads for token in cell.tokens):
        return None
    if any(len(cell.tokens) > _MOST_WORDS for row in rows for cell in row):
        return None
    layout = Layout([], places(t for row in rows for cell in row for t in cell.tokens))
    for row in body:
        name = plain_name(row[0].tokens)
        if not name:
            return None
        figures = [_figure(cell, head) for cell, head in zip(row[1:], heads[1:], strict=True)]
        words = tuple(t.stem for t in name)
        if set(words) & LEADS:
            layout.limits += [(figure, words) for figure in figures if figure is not None]
            continue
        for cell, head, figure in zip(row[1:], heads[1:], figures, strict=True):
            lower = cell.written.lower()
            if figure is None and lower not in _EMPTY:
                if lower not in _ASKED:
                    return None
                layout.blanks.append((head.written, row[0].written, lower))
        quote = row[0].written
        told = [figure for figure in figures if figure is not None]
        layout.things.append(Thing(row[0].written.strip("*_ "), name_stems(name), told, quote))
    return layout if len(layout.things) > 1 and all(t.figures for t in layout.things) else None


def _turned(rows: Sequence[Row]) -> list[Row]:
    """A table with a measure in each row, made into one with a thing in each; else empty."""
    labels = {t.stem for row in rows[1:] for t in row[0].tokens}
    heads = {t.stem for cell in rows[0][1:] for t in cell.tokens}
    if heads & (GAIN | COST) or not labels & (GAIN | COST):
        return []
    return [tuple(column) for column in zip(*rows, strict=True)]


def _figure(cell: Cell, head: Cell) -> Figure | None:
    return read_figure(cell.tokens, head.tokens, head.written)
