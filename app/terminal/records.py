"""A record of the memory bank on the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from optimoot.app.terminal.parts import prose, section
from optimoot.memory.records import Debated, Debugged, Record, Solution
from optimoot.notation import to_text
from optimoot.terminal_text import one_line, shown


def record_page(record: Record) -> Iterator[RenderableType]:
    """Everything that a record says."""
    yield Text(f"{record.kind} {record.id}, {record.standing}", style="bold")
    for line in _marks(record):
        yield prose(line)
    yield from section("Problem", _block(record.text))
    if isinstance(record, Solution):
        yield from _solution(record)
    elif isinstance(record, Debugged):
        yield from _debugged(record)
    else:
        yield from _debated(record)


def _marks(record: Record) -> Iterator[str]:
    origin = record.provenance
    models = f", on {', '.join(origin.models)}" if origin.models else ""
    teams = f", teams {', '.join(origin.teams)}" if origin.teams else ""
    yield f"Kept {origin.at:%Y-%m-%d %H:%M} at the end of run {origin.run_id}{teams}{models}."
    if record.because:
        by = f" ({record.refuted_by})" if record.refuted_by else ""
        yield f"No longer recalled: {record.because}{by}"
    if record.note:
        yield f"Note: {record.note}"
    if record.tags.classes:
        yield f"Structure: {', '.join(record.tags.classes)}."


def _solution(record: Solution) -> Iterator[RenderableType]:
    value = record.reached.objective
    told = "no plan" if value is None else f"{value:.8g}"
    certificate = record.certificate
    yield from section(
        "Result",
        prose(f"{told} ({record.verdict}, {certificate.confidence}). {certificate.because}"),
    )
    if record.formulation is not None:
        yield from section("Model", _block(to_text(record.formulation)))
    else:
        yield from section("Program", _block(record.program))


def _debugged(record: Debugged) -> Iterator[RenderableType]:
    lesson = record.lesson
    yield from section(
        f"A {lesson.artifact} that failed: {lesson.failure}", *map(prose, lesson.findings)
    )
    yield from section("It was", _block(lesson.failing))
    yield from section("It became", _block(lesson.fixed))


def _debated(record: Debated) -> Iterator[RenderableType]:
    yield from section(
        "Positions", *(prose(f"{one.team}: {one.result}") for one in record.positions)
    )
    yield from section("Where the models differed", *map(prose, record.differences))
    yield from section("What decided it", prose(f"{record.supported}. {record.lesson}"))


def _block(text: str) -> RenderableType:
    lines = "\n".join(one_line(line) if not line.startswith(" ") else shown(line)
                      for line in text.splitlines())  # fmt: skip
    return Padding(Text(lines), (0, 0, 0, 2), expand=False)
