"""Data told as a table or in sentences: records (a row for each thing) and matrices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from optimoot.benchmarks.synthesis.demonstration import Style
from optimoot.benchmarks.synthesis.draft import Draft, Show, Values
from optimoot.benchmarks.synthesis.marks import capitalized


@dataclass(frozen=True)
class Column:
    """One figure of every record.

    Attributes:
        header: Of the table, without the unit of money or per cent.
        clause: Told of one record: `"earns {}"`.
        series: Told of all: `"the profit per unit"`.
        tells: Constraints that it states.
        unit: Behind the figure in a series: `"hours"`.
    """

    values: Values
    header: str
    clause: str
    series: str
    unit: str = ""
    tells: tuple[str, ...] = ()

    def heading(self, draft: Draft) -> str:
        """The header with its unit."""
        return heading(draft, self.header, self.values.show, self.unit)

    def figure(self, member: str) -> str:
        """In a series."""
        told = self.values.told(member)
        return f"{told} {self.unit}" if self.unit else told


def heading(draft: Draft, header: str, show: Show, unit: str = "") -> str:
    """A header with its unit in brackets."""
    if show is Show.MONEY:
        return f"{header} ({draft.money})"
    if show is Show.PERCENT:
        return f"{header} (%)"
    return f"{header} ({unit})" if unit and unit.lower() not in header.lower() else header


def records(
    draft: Draft,
    label: str,
    members: Sequence[str],
    columns: Sequence[Column],
    *,
    subject: Callable[[str], str] = str,
    named: Callable[[str], str] = str,
) -> None:
    """Tell one or more figures of each member.

    Args:
        draft: Where it is told.
        label: Header of the column of names.
        members: The records.
        columns: Their figures.
        subject: The beginning of a sentence about a record: `"each oak table"`.
        named: The record within a series: `"oak tables"`.
    """
    if draft.style is Style.TABLE:
        _as_table(draft, label, members, columns)
    elif draft.maybe(0.45) or (len(columns) == 1 and draft.maybe(0.4)):
        _as_series(draft, members, columns, named)
    else:
        _as_sentences(draft, members, columns, subject)


def _as_table(draft: Draft, label: str, members: Sequence[str], columns: Sequence[Column]) -> None:
    tells = [name for column in columns for name in column.tells]
    shown = list(columns)
    draft.chance.shuffle(shown)
    what = draft.listed([column.series.removeprefix("the ") for column in shown])
    noun = label.lower()
    draft.say(
        draft.pick(
            f"The table gives the {what} of each {noun}.",
            f"For each {noun}, the {what} can be read from the table.",
            f"Below, there is a table with the {what} of every {noun}.",
            f"Here is what is known about each {noun}.",
            f"The figures for each {noun} are as follows.",
            f"See the table for the {what} by {noun}.",
        ),
        *tells,
    )
    if len(columns) > 1 and len(members) <= 7 and draft.maybe(0.25):
        header = [draft.pick("", label), *members]
        rows = [[c.heading(draft), *(c.values.cell(m) for m in members)] for c in shown]
    else:
        header = [label, *(column.heading(draft) for column in shown)]
        rows = [[member, *(c.values.cell(member) for c in shown)] for member in members]
    table(draft, header, rows)


def table(draft: Draft, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table in Markdown or CSV."""
    if draft.maybe(0.3) and header[0]:
        # Without a space, figures side by side would read as one with separators of thousands.
        mark = draft.pick(", ", ";")
        draft.block([mark.join(row) for row in (header, *rows)])
        return
    rule = ["---", *(draft.pick("---:") for _ in header[1:])]
    draft.block([f"| {' | '.join(row)} |" for row in (header, rule, *rows)])


def _as_series(
    draft: Draft,
    members: Sequence[str],
    columns: Sequence[Column],
    named: Callable[[str], str],
) -> None:
    respectively = draft.maybe(0.3) and len(members) <= 5
    for column in columns:
        series = column.series
        if respectively:
            whose = draft.listed([named(member) for member in members])
            figures = draft.listed([column.figure(member) for member in members])
            text = f"{series} for {whose} is {figures}, respectively"
        else:
            parts = [f"{column.figure(member)} for {named(member)}" for member in members]
            text = draft.pick(
                f"{series} is {draft.listed(parts)}",
                f"{series} comes to {draft.listed(parts)}",
                f"{series} is as follows: {draft.listed(parts)}",
            )
        draft.say(text, *column.tells)


def _as_sentences(
    draft: Draft,
    members: Sequence[str],
    columns: Sequence[Column],
    subject: Callable[[str], str],
) -> None:
    shown = list(columns)
    draft.chance.shuffle(shown)
    tells = [name for column in columns for name in column.tells]
    paired = len(members) > 2 and len(columns) == 1 and draft.maybe()
    if paired:
        parts = [
            f"{subject(member)} {column.clause.format(column.values.told(member))}"
            for column in shown
            for member in members
        ]
        draft.say(draft.listed(parts), *tells)
        return
    for member in members:
        clauses = [column.clause.format(column.values.told(member)) for column in shown]
        draft.say(f"{subject(member)} {draft.listed(clauses)}", *tells)


def matrix(
    draft: Draft,
    rows: Sequence[str],
    columns: Sequence[str],
    values: Values,
    *,
    header: str,
    corner: str,
    lead: Callable[[str], str],
    cell: str,
    unit: str = "",
    intro: str,
    tells: Sequence[str] = (),
) -> None:
    """Tell a figure for each pair.

    Args:
        draft: Where it is told.
        rows: First members.
        columns: Second members.
        values: The figures.
        header: What they are, for the table.
        corner: What stands above the rows: `"Plant"`.
        lead: The beginning of a row's sentence: `"from Selby a ton costs"`.
        cell: A figure within it: `"{} to {}"` for figure and column.
        unit: Of the figures, for the table; money and per cent are told anyway.
        intro: What the table shows, a noun: `"the shipping cost per ton"`.
        tells: Constraints that it states.
    """
    if draft.style is Style.PROSE:
        for row in rows:
            parts = [cell.format(values.told(row, column), column) for column in columns]
            draft.say(f"{lead(row)} {draft.listed(parts)}", *tells)
        return
    told = heading(draft, intro, values.show, unit)
    draft.say(
        draft.pick(
            f"{told} is given in the table.",
            f"The table shows {told}.",
            f"{told} can be taken from the following table.",
            f"{told} depends on both sides, as listed here.",
            f"Below is {told}.",
        ),
        *tells,
    )
    if draft.maybe(0.3):
        names = [corner.split(" / ")[0], corner.split(" / ")[-1]]
        head = [*map(capitalized, names), heading(draft, header, values.show, unit)]
        body = [[row, column, values.cell(row, column)] for row in rows for column in columns]
        table(draft, head, body)
        return
    table(
        draft,
        [corner, *columns],
        [[row, *(values.cell(row, column) for column in columns)] for row in rows],
    )
