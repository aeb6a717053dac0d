"""A report as Markdown, for papers and pull requests."""

from __future__ import annotations

from collections.abc import Iterator

from optimoot.agents.report import escaped
from optimoot.benchmarks.report.gathering import Report, RunFacts
from optimoot.benchmarks.report.tables import TextTable, all_tables


def to_markdown(report: Report) -> str:
    """The report; text from sets, teams and models cannot become markup."""
    return "\n\n".join(_sections(report)) + "\n"


def _sections(report: Report) -> Iterator[str]:
    yield "# Evaluation"
    yield escaped(f"Right by the rule {report.rule}: {report.meaning}")
    for table in all_tables(report):
        yield f"## {escaped(table.title)}"
        yield _table(table)
        if table.note:
            yield escaped(table.note)
    yield "## Runs"
    yield "\n".join(_run(facts) for facts in report.runs)


def _table(table: TextTable) -> str:
    rules = ["---"] * table.names + ["---:"] * (len(table.head) - table.names)
    rows = [table.head, *table.rows]
    lines = ["| " + " | ".join(map(escaped, row)) + " |" for row in rows]
    return "\n".join([lines[0], "| " + " | ".join(rules) + " |", *lines[1:]])


def _run(facts: RunFacts) -> str:
    first = facts.sessions[0] if facts.sessions else None
    if first is None:
        return f"- {escaped(facts.name)}"
    versions = first.versions
    told = [
        f"begun {first.started}",
        f"optimoot {versions.get('optimoot', 'unknown')}",
        f"revision {first.revision or 'unknown'}",
        f"memory {facts.header.memory}",
        f"{len(facts.sessions)} sessions",
    ]
    return f"- {escaped(facts.name)}: {escaped(', '.join(told))}"
