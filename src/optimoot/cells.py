"""From cells as they stand in a file to the typed columns of a Table.

A column is of one kind. It holds *numbers* when at least half of its filled cells are numbers;
a cell of it that is not is then an error that names its place, never a silent text. Markers of a
missing value (`NA`, `n/a`, `-`, …) are empty cells in a column of numbers. Otherwise it holds
*text*, and cells that look like numbers stay as written.

What is a number: `12`, `-3.5`, `.5`, `1e6`; with separators of thousands (`1,200`, `1 200`,
`1'200`); with one currency sign or code throughout (`$1,200.50`, `15 EUR`: the sign is dropped);
with a per cent sign throughout (`30%` is 0.3, as a spreadsheet stores it). A decimal comma is read
where columns are not parted by commas and the file is consistent about it; where `1,200` could be
both 1200 and 1.2 the file is refused. Codes stay text: digits with a leading zero, more than 15
digits, and whole numbers beside text in a first column of distinct labels.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Literal, NoReturn, TypeGuard

from optimoot.errors import InputError
from optimoot.problem import Cell, Table

RawCell = Cell | date | time | timedelta
DecimalMark = Literal[".", ","]

MAX_CELLS = 2_000_000
"""Most cells of one table; more belong into a program of the user's own."""

CORNER = "row"
"""Name of a first column without a name, as matrices with row labels have it."""

_SPREADSHEET_ERRORS = frozenset(
    ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!")
)
_MISSING = frozenset(("na", "n/a", "n.a.", "nan", "null", "none", "-", "–", "—"))
_WHOLE = re.compile(r"[+-]?\d+")
_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_CODE = re.compile(r"0\d+|\d{16,}", re.ASCII)
_SYMBOL = (
    r"(?:(?:US|A|C|CA|NZ|HK|S|R|kr)?[$€£¥₹₩₽₺₫₱฿₴₪₦]|USD|EUR|GBP|JPY|CHF|CAD|AUD|NZD|CNY|INR|SEK|"
    r"NOK|DKK|PLN|CZK|HUF|BRL|MXN|ZAR|KRW|SGD|HKD)"
)
_DRESSED = re.compile(
    rf"(?P<sign>[+\-−]?)\s*(?P<before>{_SYMBOL})?\s*(?P<inner>[+\-−]?)"
    r"(?P<body>\d[\d.,'’ \u00a0\u202f]*(?:[eE][+-]?\d{1,3})?|\.\d+)"
    rf"\s*(?P<after>{_SYMBOL}|%)?",
    re.ASCII,
)
_GROUPED = re.compile(r"\d{1,3}(?:([,'’ \u00a0\u202f])\d{3})(?:\1\d{3})*(?:\.\d+)?", re.ASCII)
_DOT_FOR_SURE = re.compile(
    r"\d+\.\d{1,2}|\d+\.\d{4,}|0?\.\d+|\d{4,}\.\d+|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}",
    re.ASCII,
)
_COMMA_FOR_SURE = re.compile(
    r"\d+,\d{1,2}|\d+,\d{4,}|0,\d+|\d{4,},\d+|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}",
    re.ASCII,
)
_EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_SWAPPED = str.maketrans(".,", ",.")


@dataclass(frozen=True)
class Grid:
    """The cells of one table as they stand in the file.

    Attributes:
        name: The table's name.
        source: The file (and sheet), for messages.
        header: Column names, one per column.
        header_place: Where the header stands: `"row 1"`.
        rows: Rows of the header's length.
        places: Where each row stands in the file: `"row 2"`, `"object 1"`.
        delimiter: What parts the columns of a text file; it tells whether commas can be decimal.
        named_by_keys: The column names are keys (JSON), so digits are fine as names.
    """

    name: str
    source: str
    header: Sequence[RawCell]
    header_place: str
    rows: Sequence[Sequence[RawCell]]
    places: Sequence[str] | _RowNumbers
    delimiter: str = ","
    named_by_keys: bool = False


@dataclass(frozen=True)
class _RowNumbers:
    numbers: Sequence[int]

    def __getitem__(self, at: int) -> str:
        return f"row {self.numbers[at]}"


def row_numbers(numbers: Sequence[int]) -> _RowNumbers:
    """Places of rows that are numbered in the file."""
    return _RowNumbers(numbers)


def typed_table(grid: Grid) -> Table:
    """The Table in a grid, each column of one kind.

    Raises:
        InputError: A column name is missing, doubled or a number; a cell contradicts its column;
            there are no rows, or too many cells.
    """
    columns = _column_names(grid)
    if not grid.rows:
        raise InputError(
            f"{grid.source} has column names ({grid.header_place}) but no rows.",
            remedy="Add the rows, or leave the table out.",
        )
    if len(grid.rows) * len(columns) > MAX_CELLS:
        raise InputError(
            f"{grid.source} has {len(grid.rows):,} rows of {len(columns)} cells; a table may have "
            f"{MAX_CELLS:,} cells.",
            remedy="Leave out rows and columns that the problem does not use.",
        )
    mark = _decimal_mark(grid)
    typed = [
        _Column(grid, at, name, mark, [row[at] for row in grid.rows]).typed()
        for at, name in enumerate(columns)
    ]
    return Table(
        name=grid.name,
        columns=columns,
        rows=tuple(zip(*typed, strict=True)),
        source=grid.source,
    )


def is_blank(cell: RawCell) -> bool:
    """Whether a cell holds nothing, or only white space."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _column_names(grid: Grid) -> tuple[str, ...]:
    names = [" ".join(_as_text(cell).split()) for cell in grid.header]
    if names and not names[0] and len(names) > 1 and CORNER not in names:
        names[0] = CORNER
    for at, name in enumerate(names):
        if not name:
            raise InputError(
                f"{grid.source}, {grid.header_place}: column {at + 1} has no name.",
                remedy="Give every column a name in the first row.",
            )
        if name in names[:at]:
            raise InputError(
                f"{grid.source}, {grid.header_place}: the column name {name!r} occurs twice "
                f"(columns {names.index(name) + 1} and {at + 1}).",
                remedy="Rename one of them.",
            )
    if not grid.named_by_keys and all(_PLAIN.fullmatch(name) for name in names):
        raise InputError(
            f"{grid.source}, {grid.header_place}: there are numbers where the column names "
            f"should be ({', '.join(names[:4])}).",
            remedy="Add a first row with the names of the columns.",
        )
    return tuple(names)


@dataclass(frozen=True)
class _Numeral:
    value: int | float
    mark: str = ""
    """The currency sign or per cent sign."""


@dataclass
class _Column:
    """One column on its way from raw to typed cells.

    The distinct texts are read once each: columns of labels repeat a few over many rows.
    """

    grid: Grid
    at: int
    name: str
    decimal: DecimalMark
    raw: Sequence[RawCell]
    texts: Counter[str] = field(init=False)
    """How often each text that is not blank stands in the column."""
    read: dict[str, _Numeral | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        found = Counter(cell for cell in self.raw if isinstance(cell, str))
        self.texts = Counter({text: count for text, count in found.items() if text.strip()})

    def typed(self) -> list[Cell]:
        self._refuse_errors()
        values = [cell for cell in self.raw if cell is not None and not isinstance(cell, str)]
        flags = sum(isinstance(cell, bool) for cell in values)
        if not self.texts and flags in (0, len(values)) and not any(map(_is_moment, values)):
            return [cell if _is_value(cell) else None for cell in self.raw]
        stripped = {text: text.strip() for text in self.texts}
        if not values and all(t.casefold() in ("true", "false") for t in stripped.values()):
            return self._each({text: t.casefold() == "true" for text, t in stripped.items()})
        if any(_CODE.fullmatch(text) for text in stripped.values()):
            return self._as_texts(stripped)
        self.read = {text: _numeral(t, self.decimal) for text, t in stripped.items()}
        odd = [text for text, n in self.read.items() if n is None and not _is_missing(text)]
        strange = flags + sum(map(_is_moment, values)) + sum(self.texts[text] for text in odd)
        numbers = len(values) - flags - sum(map(_is_moment, values))
        numbers += sum(self.texts[text] for text, n in self.read.items() if n is not None)
        if numbers == 0 or numbers < strange or (strange and self._are_labels()):
            return self._as_texts(stripped)
        if strange:
            self._refuse_strange(strange, numbers)
        self._refuse_mixtures()
        return self._each({text: n.value if n else None for text, n in self.read.items()})

    def _each(self, values: Mapping[str, Cell]) -> list[Cell]:
        return [
            values.get(cell) if isinstance(cell, str) else cell if _is_value(cell) else None
            for cell in self.raw
        ]

    def _as_texts(self, stripped: Mapping[str, str]) -> list[Cell]:
        return [
            stripped.get(cell)
            if isinstance(cell, str)
            else None
            if cell is None
            else _as_text(cell)
            for cell in self.raw
        ]

    def _are_labels(self) -> bool:
        """Names such as 1, 2, S, T of a table's rows: first, distinct, nothing but whole digits."""
        if self.at > 0 or len(self.grid.header) < 2:
            return False
        filled = [_as_text(cell).strip() for cell in self.raw if not is_blank(cell)]
        numerals = [text for text in filled if _numeral(text, self.decimal) is not None]
        return len(set(filled)) == len(filled) and all(text.isdecimal() for text in numerals)

    def _mark(self, cell: RawCell) -> str | None:
        """The sign of a cell that is a number, empty if it has none; None for other cells."""
        if isinstance(cell, str):
            numeral = self.read.get(cell)
            return numeral.mark if numeral is not None else None
        return "" if isinstance(cell, int | float) and not isinstance(cell, bool) else None

    def _is_strange(self, cell: RawCell) -> bool:
        if isinstance(cell, str) and (is_blank(cell) or _is_missing(cell)):
            return False
        return cell is not None and self._mark(cell) is None

    def _place(self, at: int) -> str:
        return f"{self.grid.source}, {self.grid.places[at]}, column {self.name!r}"

    def _refuse_errors(self) -> None:
        wrong = _SPREADSHEET_ERRORS.intersection(self.texts)
        if wrong:
            at = next(at for at, cell in enumerate(self.raw) if cell in wrong)
            raise InputError(
                f"{self._place(at)}: the cell holds the spreadsheet error {self.raw[at]!r}.",
                remedy="Correct the formula, or leave the cell empty if the value is unknown.",
            )

    def _refuse_strange(self, strange: int, numbers: int) -> NoReturn:
        at = next(at for at, cell in enumerate(self.raw) if self._is_strange(cell))
        others = f" (and {strange - 1:,} more)" if strange > 1 else ""
        raise InputError(
            f"{self._place(at)}: {_quoted(self.raw[at])}{others} is not a number, but "
            f"{numbers:,} cell{'s' if numbers > 1 else ''} of this column "
            f"{'are' if numbers > 1 else 'is'}.",
            remedy="Write a number, or leave the cell empty if the value is unknown; a column of "
            "codes needs a letter in every cell.",
        )

    def _refuse_mixtures(self) -> None:
        """Two currencies, or per cent beside anything else, in one column of numbers."""
        first: dict[str, int] = {}
        for at, cell in enumerate(self.raw):
            mark = self._mark(cell)
            if mark is not None:
                first.setdefault(mark, at)
        currencies = [mark for mark in first if mark not in ("", "%")]
        if "%" in first and len(first) > 1:
            one, other = first.pop("%"), min(first.values())
        elif len(currencies) > 1:
            one, other = first[currencies[0]], first[currencies[1]]
        else:
            return
        earlier, later = sorted((one, other))
        raise InputError(
            f"{self._place(later)}: {_quoted(self.raw[later])} does not go with "
            f"{_quoted(self.raw[earlier])} ({self.grid.places[earlier]}) in one column.",
            remedy="Write the whole column in one unit.",
        )


def _is_missing(text: str) -> bool:
    return text.strip().casefold() in _MISSING


def _is_moment(cell: RawCell) -> bool:
    return isinstance(cell, date | time | timedelta)


def _is_value(cell: RawCell) -> TypeGuard[Cell]:
    return isinstance(cell, int | float)


def _numeral(text: str, decimal: DecimalMark) -> _Numeral | None:
    """The number that a cell's text writes, or None."""
    if decimal == "." and _PLAIN.fullmatch(text):
        return _Numeral(int(text) if _WHOLE.fullmatch(text) else float(text))
    match = _DRESSED.fullmatch(text)
    if match is None or (match["sign"] and match["inner"]):
        return None
    if match["before"] and match["after"]:
        return None
    body = match["body"].rstrip()
    if decimal == ",":
        body = body.translate(_SWAPPED)
    if _GROUPED.fullmatch(body):
        body = re.sub(r"[,'’ \u00a0\u202f]", "", body)
    elif not _PLAIN.fullmatch(body):
        return None
    exact = Decimal(body) * (-1 if (match["sign"] or match["inner"]) in ("-", "−") else 1)
    mark = match["before"] or match["after"] or ""
    if mark == "%":
        exact /= 100
    whole = mark != "%" and _WHOLE.fullmatch(body) is not None
    return _Numeral(int(exact) if whole else float(exact), mark)


def _decimal_mark(grid: Grid) -> DecimalMark:
    """The decimal mark of a text file whose columns are not parted by commas."""
    if grid.delimiter == ",":
        return "."
    dot = comma = either = None
    for at, row in enumerate(grid.rows):
        for column, cell in enumerate(row):
            if not isinstance(cell, str) or not ("," in cell or "." in cell):
                continue
            match = _DRESSED.fullmatch(cell.strip())
            if match is None:
                continue
            body = match["body"].rstrip()
            if _COMMA_FOR_SURE.fullmatch(body):
                comma = comma or (at, column)
            elif _DOT_FOR_SURE.fullmatch(body):
                dot = dot or (at, column)
            elif _EITHER.fullmatch(body) and (grid.delimiter == ";" or "," in body):
                either = either or (at, column)
    if dot and comma:
        raise InputError(
            f"{grid.source} writes decimals both with a point ({_cell_place(grid, dot)}) and with "
            f"a comma ({_cell_place(grid, comma)}).",
            remedy="Write all of them with a point.",
        )
    if either and not dot and not comma:
        raise InputError(
            f"{grid.source}, {_cell_place(grid, either)}: this may be a decimal or a number of "
            "thousands, and nothing else in the file tells which.",
            remedy="Write thousands without a separator and decimals with a point and no end zero.",
        )
    return "," if comma else "."


def _cell_place(grid: Grid, place: tuple[int, int]) -> str:
    at, column = place
    name = _as_text(grid.header[column]) or str(column + 1)
    return f"{grid.places[at]}, column {name!r}: {_quoted(grid.rows[at][column])}"


def _as_text(cell: RawCell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        plain_day = cell.time() == time()
        return cell.date().isoformat() if plain_day else cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _quoted(cell: RawCell) -> str:
    text = _as_text(cell).strip()
    return repr(text if len(text) <= 40 else f"{text[:39]}…")


def all_blank(cells: Iterable[RawCell]) -> bool:
    """Whether a row holds nothing."""
    return all(is_blank(cell) for cell in cells)
