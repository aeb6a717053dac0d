"""The tables of a report: rows of text, the same for the terminal, Markdown and the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from optimoot.benchmarks.report.gathering import Column, Report
from optimoot.benchmarks.running.record import Ending
from optimoot.benchmarks.scoring.failures import FailureClass
from optimoot.benchmarks.scoring.intervals import ClusteredShare
from optimoot.benchmarks.scoring.measures import Measures


@dataclass(frozen=True)
class TextTable:
    """A table of texts.

    Attributes:
        title: What it shows.
        note: What a reader has to know; empty for nothing.
        names: How many of the first columns are names; the others are figures.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    names: int = 1


SUMMARY_NOTE = (
    "Right and wrong: stated as sure. Stated right: sure or not, as the literature counts. "
    "Intervals at 95 % allow for near-duplicates and repeats. What failed, timed out or abstained "
    "is in every denominator."
)


def all_tables(report: Report) -> Iterator[TextTable]:
    """Every table of a report that has rows."""
    for table in (summary(report), by_set(report), effort(report), failures(report),
                  broken(report), families(report), comparisons(report)):  # fmt: skip
        if table.rows:
            yield table


def summary(report: Report) -> TextTable:
    """One row for each column of the report, and another without disputed labels."""
    rows: list[tuple[str, ...]] = []
    for column in report.columns:
        rows.append((column.name, *_measured(column.all)))
        if column.settled is not None:
            rows.append((f"{column.name}, undisputed", *_measured(column.settled)))
    note = SUMMARY_NOTE
    for column in report.columns:
        if column.left:
            note += f" {column.name}: {column.left} attempts have not been made yet."
    return TextTable(
        "Results",
        ("way of working", "items", "attempts", "right %", "wrong %", "abstained %",
         "stated right %", "programs run %"),
        tuple(rows),
        note,
    )  # fmt: skip


def _measured(found: Measures) -> tuple[str, ...]:
    return (
        str(found.items),
        str(found.records),
        percent(found.right),
        percent(found.wrong),
        percent(found.abstained),
        percent(found.accuracy),
        percent(found.executability),
    )


def by_set(report: Report) -> TextTable:
    """The results of each data set, where there are several."""
    names = list(dict.fromkeys(name for column in report.columns for name in column.sets))
    rows = [
        (name, column.name, *_measured(column.sets[name]))
        for name in names
        for column in report.columns
        if name in column.sets
    ]
    return TextTable(
        "By data set",
        ("set", "way of working", "items", "attempts", "right %", "wrong %", "abstained %",
         "stated right %", "programs run %"),
        tuple(rows) if len(names) > 1 else (),
        names=2,
    )  # fmt: skip


def effort(report: Report) -> TextTable:
    """What each column took, and pass@k."""
    ks = sorted({k for column in report.columns for k in column.all.pass_at})
    return TextTable(
        "Effort",
        ("way of working", "calls", "tokens in", "tokens out", "cost", "seconds, median",
         "seconds, 90 %", *(f"pass@{k} %" for k in ks), "selective accuracy %", "coverage %"),
        tuple(_effort(column, ks) for column in report.columns),
        "Tokens with ≥ are lower bounds: some calls reported none. A cost that is not known of "
        "every attempt is told as such.",
    )  # fmt: skip


def _effort(column: Column, ks: list[int]) -> tuple[str, ...]:
    took, least = column.all.effort, "≥ " if column.all.effort.least_tokens else ""
    passed = column.all.pass_at
    return (
        column.name,
        f"{took.calls:,}",
        f"{least}{took.input_tokens:,}",
        f"{least}{took.output_tokens:,}",
        money(took.cost, took.known_cost),
        f"{took.median_seconds:.2f}",
        f"{took.slow_seconds:.2f}",
        *(f"{100 * passed[k].value:.1f}" if k in passed else "" for k in ks),
        percent(column.all.selective_accuracy),
        percent(column.all.coverage),
    )


def failures(report: Report) -> TextTable:
    """What became of the attempts that are not right and sure."""
    kinds = [
        kind
        for kind in FailureClass
        if kind is not FailureClass.NONE and any(c.all.failures[kind] for c in report.columns)
    ]
    return TextTable(
        "Failures by class",
        ("way of working", *(kind.value for kind in kinds)),
        tuple((c.name, *(str(c.all.failures[k]) for k in kinds)) for c in report.columns)
        if kinds
        else (),
    )


def broken(report: Report) -> TextTable:
    """The attempts that failed or took too long, each by name; they count as abstained."""
    rows = [
        (column.name, one.item.set, one.item.id, str(one.record.repeat + 1),
         one.record.ending.replace("_", " "), one.record.error)
        for column in report.columns
        for one in column.records
        if one.record.ending is not Ending.ANSWERED
    ]  # fmt: skip
    return TextTable(
        "Failed and timed out",
        ("way of working", "set", "item", "attempt", "ending", "why"),
        tuple(rows),
        names=6,
    )


def families(report: Report) -> TextTable:
    """The results of each family, where sets tell any."""
    names = sorted({name for column in report.columns for name in column.families})
    rows = [
        (name, column.name, str(found.items), percent(found.right), percent(found.wrong),
         percent(found.accuracy))
        for name in names
        for column in report.columns
        if (found := column.families.get(name)) is not None
    ]  # fmt: skip
    return TextTable(
        "By family",
        ("family", "way of working", "items", "right %", "wrong %", "stated right %"),
        tuple(rows),
        names=2,
    )


def comparisons(report: Report) -> TextTable:
    """Each column held against the first one, on the items that both attempted."""
    rows = []
    for column in report.columns:
        found = column.against_first
        if found is None:
            continue
        gap = found.difference
        rows.append(
            (
                column.name,
                str(found.items),
                f"{100 * gap.value:+.1f} ({100 * gap.low:+.1f} to {100 * gap.high:+.1f})",
                str(len(found.gained)),
                str(len(found.lost)),
                f"{found.p:.3g}",
                f"{found.p_clustered:.3g}",
            )
        )
    first = report.columns[0].name if report.columns else ""
    return TextTable(
        f"Against {first}",
        (
            "way of working",
            "items",
            "difference, points",
            "better at",
            "worse at",
            "p",
            "p, clusters",
        ),
        tuple(rows),
        "Stated right. p is McNemar's exact test; by clusters it allows for near-duplicates.",
    )  # fmt: skip


def percent(found: ClusteredShare) -> str:
    """A share with its interval: `62.5 (48.9 to 74.3)`; a dash for a share of nothing."""
    if not found.of:
        return "–"
    return f"{100 * found.value:.1f} ({100 * found.low:.1f} to {100 * found.high:.1f})"


def money(cost: float | None, known: float) -> str:
    """Dollars; of attempts whose cost is not all known, what is."""
    if cost is not None:
        return f"${cost:.2f}"
    return f"≥ ${known:.2f}" if known else "unknown"
