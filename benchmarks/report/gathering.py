"""What a report is made of: the figures of each run and preset, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from optimoot.benchmarks.running.folder import EvaluationFolder
from optimoot.benchmarks.running.header import Header, Session
from optimoot.benchmarks.scoring.calibration import (
    Calibration,
    RiskPoint,
    calibration,
    risk_coverage,
)
from optimoot.benchmarks.scoring.comparison import Comparison, compare
from optimoot.benchmarks.scoring.disputes import Dispute
from optimoot.benchmarks.scoring.measures import Measures, by, measures
from optimoot.benchmarks.scoring.rules.rule import Rule
from optimoot.benchmarks.scoring.scored import ScoredItem, attempts_left, grouped, scored
from optimoot.errors import InputError


@dataclass(frozen=True)
class Column:
    """One preset of one run.

    Attributes:
        name: What tells it from the other columns of the report.
        records: Its records, scored.
        all: The measures of all of them; `settled` without items whose labels are disputed, None
            where there are none.
        sets: The measures of each data set; `families` of each family, where the sets tell any.
        left: Attempts that were asked for and have not been made.
        against_first: How it compares with the first column on the items that both attempted; None
            for the first itself.
    """

    name: str
    run: EvaluationFolder
    preset: str
    records: tuple[ScoredItem, ...]
    all: Measures
    settled: Measures | None
    sets: dict[str, Measures]
    families: dict[str, Measures]
    calibration: Calibration
    risk_coverage: tuple[RiskPoint, ...]
    left: int
    against_first: Comparison | None = None


@dataclass(frozen=True)
class RunFacts:
    """The circumstances of a run."""

    name: str
    header: Header
    sessions: tuple[Session, ...]


@dataclass(frozen=True)
class Report:
    """Everything that a report shows.

    Attributes:
        rule: Name of the rule of scoring; `meaning` says what it takes for right.
    """

    rule: str
    meaning: str
    runs: tuple[RunFacts, ...]
    columns: tuple[Column, ...]


def gather(
    runs: Sequence[tuple[str, EvaluationFolder, str]], rule: Rule, disputes: Iterable[Dispute] = ()
) -> Report:
    """Read the runs and work out their figures.

    Args:
        runs: For each its name, its folder, and the preset that is meant (empty: all).
        rule: What is right.
        disputes: Items whose labels are disputed.

    Raises:
        InputError: A run has no records, or its folder is damaged.
    """
    known = tuple(disputes)
    columns: list[Column] = []
    facts: dict[str, RunFacts] = {}
    for name, folder, preset in runs:
        key = str(folder.path)
        facts.setdefault(key, RunFacts(key, folder.header(), folder.sessions()))
        found = grouped(scored(folder, rule, known), lambda one: one.record.preset)
        if not found:
            raise InputError(
                f"The evaluation {name!r} has no records yet.",
                remedy="Run it first: optimoot bench run.",
            )
        left = attempts_left(folder)
        for of_preset, records in found.items():
            if preset in ("", of_preset):
                columns.append(_column(folder, of_preset, records, left.get(of_preset, 0), columns))
    return Report(
        rule=rule.name,
        meaning=rule.meaning,
        runs=tuple(facts.values()),
        columns=tuple(_with_names(columns)),
    )


def _column(
    folder: EvaluationFolder,
    preset: str,
    records: tuple[ScoredItem, ...],
    left: int,
    before: Sequence[Column],
) -> Column:
    settled = tuple(one for one in records if not one.disputed)
    has_families = any(one.item.family for one in records)
    return Column(
        name="",
        run=folder,
        preset=preset,
        records=records,
        all=measures(records),
        settled=measures(settled) if len(settled) < len(records) else None,
        sets=by(records, lambda one: one.item.set or "no set"),
        families=by(records, lambda one: one.item.family or "no family told")
        if has_families
        else {},
        calibration=calibration(records),
        risk_coverage=risk_coverage(records),
        left=left,
        against_first=compare(before[0].records, records) if before else None,
    )


def _with_names(columns: Sequence[Column]) -> list[Column]:
    """The columns by their presets' names; where one comes twice, with its run before it."""
    presets = [column.preset for column in columns]
    return [
        replace(
            column,
            name=column.preset
            if presets.count(column.preset) == 1
            else f"{column.run.path.name}@{column.preset}",
        )
        for column in columns
    ]
