"""The Problem: the text as the user wrote it, its Numbers and its data tables."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

Cell = str | int | float | bool | None


class NumberKind(StrEnum):
    """How a Number is written, which tells how its face value is meant."""

    PLAIN = "plain"
    PERCENT = "percent"
    """The face value is in per cent: "30%" has value 30."""
    MONEY = "money"
    FRACTION = "fraction"
    """ "half", "a third", "3/4": the value is the fraction itself."""
    MULTIPLE = "multiple"
    """ "twice", "three times", "double": the value is the multiple."""
    COUNT_WORD = "count_word"
    """ "a dozen", "a pair": the value is the count."""
    ORDINAL = "ordinal"
    """ "first", "2nd": names a position, seldom a quantity."""


class Number(BaseModel):
    """A numeric literal of the text, in digits or words.

    Attributes:
        id: `"N1"`, `"N2"`, … in the order of the text.
        text: The literal as written, equal to `problem.text[start:end]`.
        value: Its face value: "30%" is 30.0, "twice" is 2.0, "1,200" is 1200.0.
        start: Offset of the first character in the Problem's text.
        end: Offset after the last character.
        kind: How it is written.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    text: str
    value: float
    start: int
    end: int
    kind: NumberKind = NumberKind.PLAIN


class Table(BaseModel):
    """A data table that came with the Problem.

    Attributes:
        name: Unique in the Problem; by default the file's stem, or the sheet's name.
        columns: Column names, in order.
        rows: One tuple a row, each as long as `columns`; an empty cell is None.
        source: Where it came from, for messages (file name and sheet).
    """

    model_config = ConfigDict(frozen=True)

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: str = ""


class Problem(BaseModel):
    """A decision problem: its text, the Numbers read from it, its tables."""

    model_config = ConfigDict(frozen=True)

    text: str
    numbers: tuple[Number, ...] = ()
    tables: tuple[Table, ...] = ()
    title: str = Field(default="", description="Short name for lists; not used for modeling.")

    def number(self, number_id: str) -> Number | None:
        """The Number with this id, or None."""
        return next((n for n in self.numbers if n.id == number_id), None)

    def table(self, name: str) -> Table | None:
        """The table with this name, or None."""
        return next((t for t in self.tables if t.name == name), None)
