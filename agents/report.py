"""The report of an Answer in Markdown: what a bundle shows to people.

Text from users and models stands in fenced blocks or is escaped: it can't become markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from optimoot.agents.answer import Answer
from optimoot.agents.explain import binding_constraints, element_text, number_text
from optimoot.certificate import Certificate
from optimoot.formulation import Formulation
from optimoot.outcome import Outcome

_SHOWN_ROWS = 200


def escaped(text: str) -> str:
    """One line of plain text that Markdown shows as written."""
    line = " ".join(text.split())
    return re.sub(r"([\\`*_{}\[\]<>()#+!|~$&-])", r"\\\1", line)


def fenced(text: str, language: str = "") -> str:
    """A code block whose fence is longer than any run of backticks in it."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def to_markdown(answer: Answer) -> str:
    """The Answer as a Markdown page."""
    return "\n\n".join(_sections(answer)) + "\n"


def _sections(answer: Answer) -> Iterator[str]:
    yield f"# {escaped(answer.problem.title or 'Decision problem')}"
    yield fenced(answer.problem.text, "text")
    yield f"**Verdict:** {answer.verdict}" + (f" (team {escaped(answer.team)})" * bool(answer.team))
    if answer.explanation:
        yield escaped(answer.explanation)
    for question in answer.questions:
        yield f"- {escaped(question.text)}"
    if answer.formulation is not None:
        yield from _model(answer.formulation)
    if answer.replaced:
        names = ", ".join(escaped(name) for name in answer.replaced)
        yield f"Replaced by the user, no longer from the text: {names}"
    if answer.outcome is not None and answer.outcome.has_solution:
        yield from _solution(answer.outcome)
    if answer.certificate is not None:
        yield from _certificate(answer.certificate)
    for abstention in answer.abstentions:
        yield f"- Team {escaped(abstention.team)} gave no result: {escaped(abstention.reason)}"


def _model(formulation: Formulation) -> Iterator[str]:
    from optimoot.notation import to_text

    yield "## Model"
    yield fenced(to_text(formulation), "text")
    if formulation.assumptions:
        yield "Assumptions:"
        yield "\n".join(f"- {escaped(line)}" for line in formulation.assumptions)


def _solution(outcome: Outcome) -> Iterator[str]:
    yield "## Solution"
    if outcome.objective is not None:
        yield f"Objective: {number_text(outcome.objective)} ({outcome.solution})"
    rows = [
        f"| {escaped(element_text(value.name, value.index))} | {number_text(value.value)} |"
        for value in outcome.variables
        if value.value is not None
    ]
    yield "\n".join(["| variable | value |", "| --- | ---: |", *rows[:_SHOWN_ROWS]])
    if len(rows) > _SHOWN_ROWS:
        yield f"… and {len(rows) - _SHOWN_ROWS:,} more (outcome.json holds all of them)."
    binding = binding_constraints(outcome)[:_SHOWN_ROWS]
    if binding:
        yield "Binding: " + ", ".join(escaped(element_text(row.name, row.index)) for row in binding)


def _certificate(certificate: Certificate) -> Iterator[str]:
    yield "## Certificate"
    yield f"Confidence: **{certificate.confidence}**. {escaped(certificate.because)}"
    yield "\n".join(
        [
            "| check | status | evidence |",
            "| --- | --- | --- |",
            *(
                f"| {escaped(check.title)} | {check.status} | {escaped(check.evidence)} |"
                for check in certificate.checks
            ),
        ]
    )
