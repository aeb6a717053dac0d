"""Tables in the text: Markdown and other rows with bars become columns of data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isclose
from typing import Final

from optimoot.agents.archetypes.columns import Column
from optimoot.agents.archetypes.datum import Bound, Datum
from optimoot.agents.archetypes.kinds import Kind, Kinds, Thing
from optimoot.agents.archetypes.layout import Form, Line
from optimoot.agents.archetypes.wording import Token, content, stems, tokens_of
from optimoot.formulation import TableSource
from optimoot.problem import Cell as TableCell
from optimoot.problem import Number, Problem, Table

_MEASURES: Final = stems(
    "cost price profit revenue demand supply capacity time weight volume required requirement "
    "available availability limit hours return yield rate value size consumption production "
    "quantity amount number coefficient content distance fee budget need benefit score risk "
    "probability duration length width income wage salary units minimum maximum exposure"
)
_AT_MOST: Final = stems(
    "capacity available availability limit supply maximum max stock resource resources inventory "
    "budget"
)
_AT_LEAST: Final = stems("demand requirement required requirements minimum min needed needs need")
_CAPTION: Final = stems("table exhibit figure data")
_TOTALS: Final = _AT_MOST | _AT_LEAST | stems("total output production")


@dataclass(frozen=True)
class Cell:
    """A cell: its words, and its figure if it holds one.

    Attributes:
        figure: The figure of a cell of an attached table, which is no Number of the text.
    """

    text: str
    tokens: tuple[Token, ...]
    figure: Number | None = None

    @property
    def number(self) -> Number | None:
        """The figure, where the cell holds exactly one."""
        if self.figure is not None:
            return self.figure
        numbers = [token.number for token in self.tokens if token.number is not None]
        return numbers[0] if len(numbers) == 1 else None

    @property
    def words(self) -> tuple[str, ...]:
        """The stems of its words; a plain number among words ("year 2") tells headings apart."""
        words = content(self.tokens)
        if not words:
            return ()
        return (*words, *(t.text for t in self.tokens if t.number is not None and t.text.isdigit()))


@dataclass(frozen=True)
class TextTable:
    """The rows of a table, all of the same length, and their lines.

    Attributes:
        attached: The attached table that it is; None for one within the text.
    """

    rows: tuple[tuple[Cell, ...], ...]
    lines: tuple[Line, ...]
    attached: Table | None = None


@dataclass(frozen=True)
class TableData:
    """What the tables hold.

    Attributes:
        limits: Figures of totals: the last row of a table of attributes.
        explained: Ids of the Numbers that name rows or columns.
    """

    columns: tuple[Column, ...]
    limits: tuple[Datum, ...]
    explained: dict[str, str]


def read_tables(problem: Problem, lines: Sequence[Line], kinds: Kinds) -> TableData:
    """The columns of every table, in the text or attached; new kinds are added to `kinds`."""
    columns: list[Column] = []
    limits: list[Datum] = []
    explained: dict[str, str] = {}
    for table in (*text_tables(lines), *_attached(problem, lines)):
        above = _above(lines, table.lines[0].index)
        reader = _TableReader(table, kinds, table.lines[0].heading or above)
        reader.read()
        columns += reader.columns
        limits += reader.limits
        explained |= reader.explained
    return TableData(tuple(columns), tuple(limits), explained)


def _above(lines: Sequence[Line], first: int) -> tuple[str, ...]:
    """Stems of the line above a table; a mere caption ("Table 3") is passed over."""
    for line in reversed(lines[:first]):
        words = content(line.tokens)
        if words and not set(words) <= _CAPTION:
            return words
    return ()


def text_tables(lines: Sequence[Line]) -> Iterator[TextTable]:
    """The tables within the text, without the rows that have another width."""
    blocks: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.form is Form.ROW:
            blocks[line.block].append(line)
    for block in blocks.values():
        rows = [_cells(line) for line in block]
        width = max(len(row) for row in rows)
        if len(rows) >= 2 and width >= 2:
            even = [(row, line) for row, line in zip(rows, block, strict=True) if len(row) == width]
            yield TextTable(tuple(row for row, _ in even), tuple(line for _, line in even))


def _attached(problem: Problem, lines: Sequence[Line]) -> Iterator[TextTable]:
    """The attached tables, as if they stood in the line that speaks of a table."""
    if not lines:
        return
    telling = [line for line in lines if "table" in line.lower.split()]
    line = (telling or lines)[0]
    for table in problem.tables:
        header = tuple(_attached_cell(name) for name in table.columns)
        body = tuple(tuple(_attached_cell(cell) for cell in row) for row in table.rows)
        if body and len(header) > 1:
            yield TextTable((header, *body), (line,) * (len(body) + 1), table)


def _attached_cell(value: TableCell) -> Cell:
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = Number(id="", text=str(value), value=float(value), start=0, end=0)
        return Cell(str(value), (), number)
    text = "" if value is None else str(value)
    return Cell(text, tokens_of(text))


def _cells(line: Line) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    own: list[Token] = []
    tokens = list(line.tokens)
    mark = "|" if any(token.text == "|" for token in tokens) else ","
    if tokens and tokens[0].text == "|":
        tokens = tokens[1:]
    if tokens and tokens[-1].text == "|":
        tokens = tokens[:-1]
    for token in tokens:
        if token.text == mark:
            cells.append(_cell(own))
            own = []
        else:
            own.append(token)
    cells.append(_cell(own))
    return tuple(cells)


def _cell(tokens: Sequence[Token]) -> Cell:
    return Cell(" ".join(token.text for token in tokens), tuple(tokens))


class _TableReader:
    """Reads one table: whose the rows and columns are, and what the cells say."""

    def __init__(self, table: TextTable, kinds: Kinds, heading: tuple[str, ...]) -> None:
        self.table = table
        self.heading = heading
        self.kinds = kinds
        self.header = table.rows[0]
        self.body = table.rows[1:]
        self.columns: list[Column] = []
        self.limits: list[Datum] = []
        self.explained: dict[str, str] = {}

    def read(self) -> None:
        """Fill `columns` and `limits`."""
        labels = [row[0] for row in self.body]
        heads = list(self.header[1:])
        if not labels or not heads:
            return
        attributes_across = self._are_attributes(heads)
        attributes_down = not attributes_across and self._are_attributes(labels)
        if attributes_across:
            self._by_attributes(labels, heads)
        elif attributes_down:
            self._by_rows(labels, heads)
        else:
            self._grid(labels, heads)

    def _grid_heads(self, heads: Sequence[Cell]) -> tuple[Kind, dict[int, Thing]] | None:
        """Heads among attributes that name every member of a kind: "Capacity | Shop 1 | Shop 2"."""
        found: dict[int, dict[int, Thing]] = defaultdict(dict)
        for place, head in enumerate(heads):
            for thing in self.kinds.member(head.text):
                found[id(thing.kind)][place] = thing
        for things in found.values():
            kind = next(iter(things.values())).kind
            places = {thing.place for thing in things.values()}
            if len(kind) > 1 and len(things) == len(places) == len(kind) < len(heads):
                return kind, things
        return None

    def _are_attributes(self, cells: Sequence[Cell]) -> bool:
        """Whether headings name what is measured rather than things."""
        if self._known(cells) is not None:
            return False
        measured = [bool(set(cell.words) & _MEASURES) or "(" in cell.text for cell in cells]
        totals = [self._is_total(cell) for cell in cells]
        telling = [m for m, total in zip(measured, totals, strict=True) if not total]
        return any(telling) if telling else all(measured)

    def _is_total(self, cell: Cell) -> bool:
        return bool(set(cell.words) & _TOTALS) and not self.kinds.member(cell.text)

    def _known(self, cells: Sequence[Cell]) -> Kind | None:
        """The kind that all the cells name members of, totals aside."""
        named = [cell for cell in cells if not self._is_total(cell)]
        if not named:
            return None
        shared: set[int] | None = None
        by_id: dict[int, Kind] = {}
        for cell in named:
            things = self.kinds.member(cell.text)
            by_id |= {id(thing.kind): thing.kind for thing in things}
            own = {id(thing.kind) for thing in things}
            shared = own if shared is None else shared & own
        fitting = [by_id[key] for key in shared or ()]
        exact = [kind for kind in fitting if len(kind) == len(named)]
        return next(iter(exact or fitting), None)

    def _kind(self, cells: Sequence[Cell], corner: tuple[str, ...]) -> Kind:
        """The kind of the cells: a known one, or a new one."""
        known = self._known(cells)
        if known is not None:
            return known
        names = [cell.text for cell in cells if not self._is_total(cell)]
        numbered = names in (
            [str(n) for n in range(1, len(names) + 1)],
            [str(n) for n in range(len(names))],
        )
        noun = self._written(corner[0]) if corner else ""
        named = numbered and noun.isalpha()
        kind = Kind(corner[0] if corner else "", [f"{noun} {n}" for n in names] if named else names)
        kind.numbered = numbered
        self.kinds.add(kind)
        return kind

    def _written(self, root: str) -> str:
        """The word of the upper left cell with this stem, as written."""
        return next((token.text for token in self.header[0].tokens if token.stem == root), "")

    def _thing(self, kind: Kind, cell: Cell) -> Thing | None:
        """The member that a cell names."""
        for token in cell.tokens:
            if token.number is not None:
                self.explained[token.number.id] = "names a row or column"
        if cell.text in kind.members:
            return Thing(kind, kind.members.index(cell.text))
        return next((t for t in self.kinds.member(cell.text) if t.kind is kind), None)

    def _datum(
        self,
        cell: Cell,
        things: tuple[Thing, ...],
        words: tuple[str, ...],
        row: int,
        order: int,
        bound: Bound | None = None,
    ) -> Datum | None:
        if cell.number is None:
            return None
        line = self.table.lines[row + 1].index
        return Datum(cell.number, things, words, words, bound, line, order)

    def _by_attributes(self, labels: Sequence[Cell], heads: Sequence[Cell]) -> None:
        """Things down, attributes across; rows of totals are limits of the attributes."""
        kind = self._kind(labels, self.header[0].words)
        columns = [self._new((kind,), head.words) for head in heads]
        across = self._grid_heads(heads) if self.table.attached is None else None
        grid = self._new((kind, across[0]), ()) if across is not None else None
        self._cite(columns, heads, wide=False)
        for row, cells in enumerate(self.body):
            thing = None if self._is_total(cells[0]) else self._thing(kind, cells[0])
            for order, cell in enumerate(cells[1:]):
                other = across[1].get(order) if across is not None else None
                if grid is not None and other is not None:
                    if thing is None:
                        continue
                    datum = self._datum(cell, (thing, other), (), row, order)
                    if datum is not None:
                        grid.cells[(thing.place, other.place)] = datum
                elif thing is not None:
                    datum = self._datum(cell, (thing,), heads[order].words, row, order)
                    if datum is not None:
                        columns[order].cells[(thing.place,)] = datum
                else:
                    bound = _total_bound(cells[0])
                    words = (*heads[order].words, *cells[0].words)
                    limit = self._datum(cell, (), words, row, order, bound)
                    self._note_total(limit, columns[order])
        self._keep([*columns, *([grid] if grid is not None else [])])

    def _note_total(self, total: Datum | None, column: Column) -> None:
        """Keep a limit; the sum of what stands above it without a word of limits tells nothing."""
        if total is None:
            return
        summed = sum(datum.number.value for datum in column.cells.values())
        if total.bound is None and isclose(summed, total.number.value, rel_tol=1e-9):
            self.explained[total.number.id] = "adds up the figures above it"
        else:
            self.limits.append(total)

    def _by_rows(self, labels: Sequence[Cell], heads: Sequence[Cell]) -> None:
        """Attributes down, things across."""
        kind = self._kind(heads, self.header[0].words)
        things = [self._thing(kind, head) for head in heads]
        columns = []
        for row, cells in enumerate(self.body):
            column = self._new((kind,), labels[row].words)
            for order, (thing, cell) in enumerate(zip(things, cells[1:], strict=True)):
                if thing is None:
                    bound = _total_bound(heads[order])
                    words = (*labels[row].words, *heads[order].words)
                    limit = self._datum(cell, (), words, row, order, bound)
                    self.limits += [limit] if limit is not None else []
                    continue
                datum = self._datum(cell, (thing,), labels[row].words, row, order)
                if datum is not None:
                    column.cells[(thing.place,)] = datum
            columns.append(column)
        self._keep(columns)

    def _grid(self, labels: Sequence[Cell], heads: Sequence[Cell]) -> None:
        """Things down and across; a last row or column of totals belongs to the others."""
        corner = self.header[0].words
        down = self._kind(labels, corner[:1])
        across = self._kind(heads, corner[1:] or corner)
        grid = self._new((down, across), ())
        if not any(self._is_total(cell) for cell in (*labels, *heads)):
            self._cite([grid], heads, wide=True)
        edge_down: dict[int, Column] = {}
        edge_across: dict[int, Column] = {}
        for row, cells in enumerate(self.body):
            own = None if self._is_total(cells[0]) else self._thing(down, cells[0])
            for order, cell in enumerate(cells[1:]):
                other = None
                if not self._is_total(heads[order]):
                    other = self._thing(across, heads[order])
                if own is not None and other is not None:
                    datum = self._datum(cell, (own, other), (), row, order)
                    if datum is not None:
                        grid.cells[(own.place, other.place)] = datum
                elif own is not None:
                    column = edge_down.setdefault(order, self._new((down,), heads[order].words))
                    datum = self._datum(cell, (own,), column.words, row, order)
                    if datum is not None:
                        column.cells[(own.place,)] = datum
                elif other is not None:
                    column = edge_across.setdefault(row, self._new((across,), cells[0].words))
                    datum = self._datum(cell, (other,), column.words, row, order)
                    if datum is not None:
                        column.cells[(other.place,)] = datum
        self._keep([grid, *edge_down.values(), *edge_across.values()])

    def _cite(self, columns: Sequence[Column], heads: Sequence[Cell], *, wide: bool) -> None:
        """Say which columns of an attached table the columns come from."""
        table = self.table.attached
        if table is None or any(self._is_total(row[0]) for row in self.body):
            return
        for column, head in zip(columns, heads, strict=False):
            column.source = TableSource(
                table=table.name,
                keys=(table.columns[0],),
                column="" if wide else head.text,
                wide=wide,
            )

    def _new(self, kinds: tuple[Kind, ...], words: tuple[str, ...]) -> Column:
        return Column(kinds, words=words, heading=self.heading)

    def _keep(self, columns: Sequence[Column]) -> None:
        for column in columns:
            if column.cells:
                column.lines = tuple(sorted({datum.line for datum in column.cells.values()}))
                self.columns.append(column)


def _total_bound(cell: Cell) -> Bound | None:
    """What a row or column of totals says of what stands above it."""
    words = set(cell.words)
    if words & _AT_LEAST:
        return Bound.AT_LEAST
    return Bound.AT_MOST if words & _AT_MOST else None
