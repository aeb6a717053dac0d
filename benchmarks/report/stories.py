"""The story of each item: its problem, and what each way of working made of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from optimoot.agents.answer import Answer
from optimoot.agents.debate.turns import Debate
from optimoot.benchmarks.items import Item
from optimoot.benchmarks.report.gathering import Column, Report
from optimoot.benchmarks.scoring.failures import FailureClass, failure_class
from optimoot.benchmarks.scoring.scored import ScoredItem
from optimoot.certificate import Check, CheckStatus
from optimoot.errors import InputError

LONGEST: Final = 6_000
"""Characters of a program, a formulation or a text that the page shows."""
_MOST_ROWS: Final = 12
"""Rows of a table, and variables of a plan, that the page shows."""


@dataclass(frozen=True)
class Tried:
    """One attempt at an item.

    Attributes:
        column: The report's column that it belongs to.
        outcome: What was stated, in a few words.
        failure: The class of its failure; empty where it is right and sure.
        gone: Why the whole Answer cannot be shown; empty where it can or there is none.
        algebra: The formulation as readable algebra.
        plan: Variables with their values, as text.
        programs: Team and source of each program; where all are one the teams stand together.
        debate: The lines of the debate.
        checks: Checks that did not simply pass; `passed` are the titles of those that did.
    """

    column: str
    repeat: int
    score: str
    verdict: str
    confidence: str
    team: str
    outcome: str
    failure: str
    seconds: str
    error: str = ""
    gone: str = ""
    explanation: str = ""
    questions: tuple[str, ...] = ()
    abstentions: tuple[tuple[str, str], ...] = ()
    algebra: str = ""
    assumptions: tuple[str, ...] = ()
    plan: tuple[tuple[str, str], ...] = ()
    plan_left_out: int = 0
    programs: tuple[tuple[str, str], ...] = ()
    debate: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    passed: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableShown:
    """A table of an item: its first rows as text."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: int


@dataclass(frozen=True)
class Story:
    """An item with all attempts at it.

    Attributes:
        anchor: What leads to it within the page.
        scores: The scores that it got, for filtering.
    """

    anchor: str
    set: str
    id: str
    family: str
    text: str
    label: str
    disputed: bool
    tables: tuple[TableShown, ...]
    tried: tuple[Tried, ...]
    scores: tuple[str, ...]


def stories(report: Report) -> Iterator[Story]:
    """The story of each item, in the order in which items were taken up; one at a time."""
    places: dict[tuple[str, str], list[tuple[Column, ScoredItem]]] = {}
    for column in report.columns:
        for one in column.records:
            places.setdefault((one.item.set, one.item.id), []).append((column, one))
    for (of_set, id_), attempts in places.items():
        item = attempts[0][1].item
        tried = tuple(_tried(column, one) for column, one in attempts)
        yield Story(
            anchor=anchor(of_set, id_),
            set=of_set,
            id=id_,
            family=item.family,
            text=_cut(item.description),
            label=item.answer if isinstance(item.answer, str) else f"{item.answer:.10g}",
            disputed=any(one.disputed for _, one in attempts),
            tables=tuple(_tables(item)),
            tried=tried,
            scores=tuple(dict.fromkeys(one.score for one in tried)),
        )


def anchor(of_set: str, id_: str) -> str:
    """What leads to an item within a page: the same in every report."""
    return f"item-{hashlib.sha256(f'{of_set}/{id_}'.encode()).hexdigest()[:12]}"


def _tables(item: Item) -> Iterator[TableShown]:
    for table in item.tables:
        yield TableShown(
            name=table.name,
            columns=tuple(map(str, table.columns)),
            rows=tuple(tuple(map(str, row)) for row in table.rows[:_MOST_ROWS]),
            left_out=max(0, len(table.rows) - _MOST_ROWS),
        )


def _tried(column: Column, one: ScoredItem) -> Tried:
    record = one.record
    kind = failure_class(one)
    bare = Tried(
        column=column.name,
        repeat=record.repeat + 1,
        score=one.score.value,
        verdict=record.verdict or record.ending.value,
        confidence=record.confidence,
        team=record.team,
        outcome=_outcome(one),
        failure="" if kind is FailureClass.NONE else kind.value,
        seconds=f"{record.seconds:.2f} s",
        error=record.error,
        abstentions=record.abstentions,
    )
    try:
        answer = column.run.answer(record)
    except InputError as error:
        return _with(bare, gone=error.message)
    return bare if answer is None else _told(bare, answer)


def _outcome(one: ScoredItem) -> str:
    record = one.record
    if record.objective is not None:
        return f"objective {record.objective:.10g}"
    return record.termination.replace("_", " ") or "no result"


def _told(bare: Tried, answer: Answer) -> Tried:
    from optimoot.notation import to_text

    values = [
        (f"{v.name}[{', '.join(map(str, v.index))}]" if v.index else v.name, f"{v.value:.8g}")
        for v in (answer.outcome.variables if answer.outcome is not None else ())
        if v.value is not None
    ]
    checks = answer.certificate.checks if answer.certificate is not None else ()
    formulation = answer.formulation
    return _with(
        bare,
        explanation=answer.explanation,
        questions=tuple(question.text for question in answer.questions),
        abstentions=tuple((one.team, one.reason) for one in answer.abstentions),
        algebra=_cut(to_text(formulation)) if formulation is not None else "",
        assumptions=formulation.assumptions if formulation is not None else (),
        plan=tuple(values[:_MOST_ROWS]),
        plan_left_out=max(0, len(values) - _MOST_ROWS),
        programs=tuple(_programs(answer)),
        debate=tuple(_debate(answer.debate)) if answer.debate is not None else (),
        checks=tuple(check for check in checks if check.status is not CheckStatus.PASSED),
        passed=tuple(check.title for check in checks if check.status is CheckStatus.PASSED),
    )


def _with(tried: Tried, **changes: object) -> Tried:
    return Tried(**{**tried.__dict__, **changes})


def _programs(answer: Answer) -> Iterator[tuple[str, str]]:
    by_source: dict[str, list[str]] = {}
    for candidate in answer.candidates:
        by_source.setdefault(candidate.program.source, []).append(candidate.team)
    for source, teams in by_source.items():
        yield ", ".join(teams), _cut(source)


def _debate(debate: Debate) -> Iterator[str]:
    for team, result in debate.opening:
        yield f"{team} came with: {result}"
    for contrast in debate.contrasts:
        for line in contrast.lines:
            yield f"{contrast.first} and {contrast.second}: {line}"
    for turn in debate.turns:
        to = f" ({turn.to})" if turn.to else ""
        yield f"Round {turn.round}, {turn.team}: {turn.stance.value}{to}; holds {turn.result}"
        for critique in turn.critiques:
            quote = f" “{critique.quote}”" if critique.quote else ""
            about = f" of {critique.of}" if critique.of else ""
            yield f"— {critique.where}{about}: {critique.why}{quote}"
    if debate.ended:
        yield debate.ended


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST]}\n… {len(text) - LONGEST:,} characters more"
