"""Tables inside the text: their cells as rates, their row or column heads as items.

A table is a run of lines with bars, the second of them a rule of dashes. Its tokens are taken out
of the sentences, which the clause types read; its figures become rates of the items that its rows
(or, where it lies on its side, its columns) name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.facts import Measure, Rate, quantity
from optimoot.agents.builtin.items import MOST_ITEMS, Cast, make_cast
from optimoot.agents.builtin.measures import words_of
from optimoot.agents.builtin.phrases import is_symbol
from optimoot.agents.builtin.tagging import Tagger
from optimoot.agents.builtin.text import Kind, Sentence, Token
from optimoot.agents.builtin.units import unit_of
from optimoot.problem import NumberKind

_LINE: Final = re.compile(r"^[ \t]*\|.*$", re.MULTILINE)
_RULE: Final = re.compile(r"^[ \t|:\-]+$")
_MONEY: Final = re.compile(r"[$€£¥]|\b(?:usd|eur|dollars?|euros?)\b", re.IGNORECASE)
_PER: Final = frozenset(["per", "each", "every"])
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


def grid_casts(grids: Sequence[Grid]) -> Iterator[Cast]:
    """The items that the rows of a table name, and those that its columns name."""
    for grid in grids:
        for names, family in (
            ([row[0] for row in grid.rows], grid.head[0]),
            (list(grid.head[1:]), None),
        ):
            cast = _cast(names, family)
            if cast is not None:
                yield cast


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


def grid_rates(grid: Grid, tagger: Tagger) -> tuple[Rate, ...]:
    """The figures of a table as rates; none where neither rows nor columns name the items."""
    rows = _items([row[0] for row in grid.rows], tagger)
    columns = _items(grid.head[1:], tagger)
    found = []
    for place, row in enumerate(grid.rows):
        for number, cell in enumerate(row[1:]):
            if rows:
                item, label = rows[place], grid.head[number + 1]
            elif columns:
                item, label = columns[number], row[0]
            else:
                return ()
            rate = _rate(item, cell, label, grid.sentence)
            if rate is not None:
                found.append(rate)
    return tuple(found)


def _items(cells: Sequence[Cell], tagger: Tagger) -> list[int]:
    """The items that cells name, one each and no two the same; empty where they do not."""
    found: list[int] = []
    for cell in cells:
        atoms = tagger.clause(Sentence(0, cell.tokens, cell.text)).atoms
        named = {item for atom in atoms for item in atom.items}
        if len(named) != 1:
            return []
        found += named
    return found if len(set(found)) == len(found) else []


def _rate(item: int, cell: Cell, label: Cell, sentence: int) -> Rate | None:
    numbers = [(place, t.number) for place, t in enumerate(cell.tokens) if t.number is not None]
    if len(numbers) != 1 or numbers[0][1].kind is NumberKind.ORDINAL:
        return None
    place, number = numbers[0]
    money = number.kind is NumberKind.MONEY or bool(_MONEY.search(label.text))
    unit = "$" if money else unit_of(cell.tokens[place + 1 :])[0] or _unit(label)
    words = words_of(_told(label))
    measure = Measure(unit, words, money, noun=words - lexicon.COST - lexicon.GAIN)
    return Rate(item, quantity(number), measure, sentence)


def _unit(label: Cell) -> str:
    """The unit that a head gives in brackets or at its end: "Cooking time (hrs)"."""
    found = [
        name for place in range(len(label.tokens)) if (name := unit_of(label.tokens[place:])[0])
    ]
    return found[-1] if found else ""


def _told(label: Cell) -> tuple[Token, ...]:
    """The words of a head before "per" and before brackets."""
    parts = groupby(label.tokens, lambda token: token.text in _PER or token.text in "([")
    opens, first = next(parts, (True, iter(())))
    return label.tokens if opens else tuple(first)
