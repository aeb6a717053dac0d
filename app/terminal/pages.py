"""An Answer or an Outcome as a page on the terminal.

Every text from users, files and models goes through `optimoot.app.terminal.plain` and stands in
`Text`, so that it can neither command the terminal nor be read as markup.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Literal

from rich import box
from rich.console import Console, ConsoleOptions, RenderableType
from rich.table import Table
from rich.text import Text

from optimoot.agents.answer import Answer, Verdict
from optimoot.agents.explain import binding_constraints, element_text, number_text
from optimoot.agents.team import Candidate
from optimoot.app.terminal.debate import debate_section
from optimoot.app.terminal.parts import prose, section
from optimoot.certificate import Certificate, CheckStatus, Confidence
from optimoot.formulation import Formulation
from optimoot.outcome import ConstraintValue, Outcome, SolutionStatus, Termination, VariableValue
from optimoot.terminal_text import one_line, shown
from optimoot.usage import Usage

SHOWN_ROWS = 40
"""Most rows of a table on the terminal; `--json` and bundles hold all of them."""

_SHOWN_LINES = 120
_NOTHING = 1e-9

_VERDICTS = {
    Verdict.CONSENSUS: ("Solved: teams agree", "green"),
    Verdict.UNCONTESTED: ("Solved by one team, uncontested", "green"),
    Verdict.MAJORITY: ("Solved: most teams agree", "green"),
    Verdict.EVIDENCE: ("Solved: one result withstands independent checkers", "green"),
    Verdict.CONTESTED: ("Contested: the teams disagree", "yellow"),
    Verdict.UNSOLVED: ("Unsolved: no team gave a result", "red"),
    Verdict.NEEDS_INPUT: ("Something is missing that only you can tell", "yellow"),
}
_CONFIDENCE_STYLES = {
    Confidence.VERIFIED: "green",
    Confidence.CHECKED: "green",
    Confidence.DOUBTFUL: "yellow",
    Confidence.REFUTED: "red",
}
_CHECK_STYLES = {
    CheckStatus.PASSED: "green",
    CheckStatus.FAILED: "red",
    CheckStatus.WARNED: "yellow",
    CheckStatus.SKIPPED: "dim",
}
_STOPS = {
    Termination.CONVERGED: "proven optimal",
    Termination.TIME_LIMIT: "stopped at the time limit",
    Termination.ITERATION_LIMIT: "stopped at the iteration limit",
    Termination.INTERRUPTED: "interrupted",
}


@dataclass(frozen=True)
class _Algebra:
    """Lines of algebra; what does not fit goes on below, deeper than its line began."""

    lines: Sequence[str]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        for line in self.lines:
            start = "  " + line[: len(line) - len(line.lstrip())]
            parts = wrap(
                line.strip(),
                width=max(options.max_width, 40),
                initial_indent=start,
                subsequent_indent=start + " " * 8,
                break_on_hyphens=False,
            )
            yield from (Text(part) for part in parts or [""])


def print_answer(answer: Answer, *, saved: str = "") -> None:
    """Print an Answer to standard output; `saved` names the bundle that was written."""
    _print(_answer(answer, saved))


def print_outcome(outcome: Outcome) -> None:
    """Print an Outcome to standard output."""
    _print(_outcome_page(outcome))


def _print(parts: Iterator[RenderableType]) -> None:
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    for part in parts:
        console.print(part)


def _answer(answer: Answer, saved: str) -> Iterator[RenderableType]:
    yield _headline(answer)
    if answer.explanation and answer.outcome is not None:
        yield prose(answer.explanation)  # without an outcome the sections below say it
    yield from _questions(answer)
    yield from _abstentions(answer)
    if answer.verdict is Verdict.CONTESTED:
        yield from _sides(answer.candidates)
    if answer.debate is not None:
        yield from debate_section(answer.debate)
    if answer.formulation is not None:
        yield from _model(answer.formulation)
    elif answer.program is not None:
        lines = answer.program.source.count("\n") + 1
        yield from section("Model", prose(f"A program of {lines} lines; --save keeps it."))
    if answer.outcome is not None:
        yield from _result(answer.outcome, answer.formulation)
    if answer.certificate is not None:
        yield from _certificate(answer.certificate)
    yield from _unused(answer)
    yield from _memory(answer)
    yield from _footer(answer, saved)


def _headline(answer: Answer) -> Text:
    told, style = _VERDICTS[answer.verdict]
    stop = answer.outcome.termination if answer.outcome is not None else None
    if answer.verdict.is_decided and answer.outcome is not None:
        if stop is Termination.INFEASIBLE:
            told, style = "Infeasible: no plan satisfies every constraint", "yellow"
        elif stop in (Termination.UNBOUNDED, Termination.INFEASIBLE_OR_UNBOUNDED):
            told, style = f"{str(stop).replace('_', ' ').capitalize()}", "yellow"
        elif not answer.outcome.has_solution:
            told, style = "No solution was found", "red"
    team = f" (team {one_line(answer.team)})" if answer.team else ""
    return Text(f"{told}{team}", style=f"bold {style}")


def _questions(answer: Answer) -> Iterator[RenderableType]:
    if not answer.questions:
        return
    yield from section("Questions")
    for question in answer.questions:
        quote = f" (about: “{one_line(question.quote)}”)" if question.quote else ""
        yield prose(f"{question.text}{quote}")
    again = f'optimoot solve --resume {answer.run_id} --reply "…"'
    yield prose(f"Reply, once for each question: {again}", "dim")


def _abstentions(answer: Answer) -> Iterator[RenderableType]:
    abstentions = answer.abstentions
    if abstentions:
        yield from section("Teams without a result")
    for abstention in abstentions:
        verb = "failed" if abstention.failed else "abstained"
        yield prose(f"{abstention.team} {verb}: {abstention.reason}")
    asked_a_model = bool(answer.usage.lines) or any(each.failed for each in abstentions)
    if abstentions and answer.verdict is Verdict.UNSOLVED and not asked_a_model:
        yield prose("A language model may read it: add --model PROVIDER:NAME.", "dim")


def _sides(candidates: Sequence[Candidate]) -> Iterator[RenderableType]:
    rows = [
        (
            candidate.team,
            _held(candidate.outcome),
            _optional(candidate.outcome.objective),
            candidate.certificate.confidence,
        )
        for candidate in candidates
    ]
    headings = ("team", "result", "objective", "confidence")
    yield from section("Candidates", _table(headings, rows, numbers=("objective",)))


def _held(outcome: Outcome) -> str:
    return str(outcome.solution if outcome.has_solution else outcome.termination).replace("_", " ")


def _optional(value: float | None) -> str:
    return "" if value is None else number_text(value)


def _model(formulation: Formulation) -> Iterator[RenderableType]:
    from optimoot.notation import to_text

    lines = shown(to_text(formulation)).rstrip().split("\n")
    yield from section("Model", _Algebra(lines[:_SHOWN_LINES]))
    if len(lines) > _SHOWN_LINES:
        yield prose(f"… and {len(lines) - _SHOWN_LINES:,} more lines; --save keeps them.", "dim")
    if formulation.assumptions:
        yield from section("Assumptions", *(prose(f"- {line}") for line in formulation.assumptions))


def _outcome_page(outcome: Outcome) -> Iterator[RenderableType]:
    if outcome.failure is not None:
        failure = outcome.failure
        line = f", line {failure.line}" if failure.line is not None else ""
        kind = str(failure.kind).replace("_", " ")
        yield Text(f"No result ({kind}{line})", style="bold red")
        yield prose(failure.message)
        if failure.protection:
            yield prose(f"Stopped by: {failure.protection}")
    else:
        yield from _result(outcome, None, first=True)
    if outcome.printed:
        yield from section("Printed by the program", Text(shown(outcome.printed).rstrip()))
    yield from section("Run", prose(_times(outcome)))
    off = [name for name, active in outcome.protections.items() if not active]
    if off:
        yield prose(f"Protections missing on this machine: {', '.join(off)}.", "yellow")


def _times(outcome: Outcome) -> str:
    return f"The program ran {outcome.times.total:.2f} s, the solver {outcome.times.solve:.2f} s."


def _result(
    outcome: Outcome, formulation: Formulation | None, *, first: bool = False
) -> Iterator[RenderableType]:
    title = Text("Solution" if first else "\nSolution", style="bold")
    if outcome.has_solution:
        yield title
        yield prose(_objective_line(outcome, formulation))
        yield prose(f"Solver {outcome.solver}: {outcome.solver_reason}", "dim")
        if outcome.variables:
            yield from _solution(outcome.variables, formulation)
        yield from _binding(outcome, formulation)
    elif outcome.failure is None:
        yield title
        yield prose(f"None: {str(outcome.termination).replace('_', ' ')}.")
    for message in outcome.messages:
        yield prose(message)


def _objective_line(outcome: Outcome, formulation: Formulation | None) -> str:
    proof = (
        "proven optimal"
        if outcome.solution is SolutionStatus.OPTIMAL
        else f"not proven optimal, {_STOPS.get(outcome.termination, str(outcome.termination))}"
    )
    if outcome.objective is None:
        return "Feasible; the model has no objective."
    objective = formulation.objective if formulation is not None else None
    unit = f" {objective.unit}" if objective is not None and objective.unit else ""
    meaning = f" ({objective.meaning})" if objective is not None and objective.meaning else ""
    bound = ""
    if outcome.solution is not SolutionStatus.OPTIMAL and outcome.bound is not None:
        gap = f", gap {100 * outcome.gap:.2g} %" if outcome.gap is not None else ""
        bound = f"; bound {number_text(outcome.bound)}{gap}"
    return f"Objective{meaning}: {number_text(outcome.objective)}{unit}, {proof}{bound}"


def _solution(
    values: Sequence[VariableValue], formulation: Formulation | None
) -> Iterator[RenderableType]:
    declared = {v.name: v for v in formulation.variables} if formulation is not None else {}
    used = [value for value in values if value.value]
    chosen = values if len(values) <= SHOWN_ROWS else used[:SHOWN_ROWS]
    rows = [
        (
            element_text(value.name, value.index),
            _optional(value.value),
            declared[value.name].unit if value.name in declared else "",
            declared[value.name].meaning if value.name in declared else "",
        )
        for value in chosen
    ]
    if rows:
        yield _table(("variable", "value", "unit", "meaning"), rows, numbers=("value",))
    hidden = len(values) - len(chosen)
    if hidden:
        zeros = len(values) - len(used)
        yield prose(
            f"… and {hidden:,} more, {zeros:,} of them zero; --json has all of them.", "dim"
        )


def _binding(outcome: Outcome, formulation: Formulation | None) -> Iterator[RenderableType]:
    binding = binding_constraints(outcome)
    if not binding:
        if outcome.constraints:
            yield from section("What binds", prose("No constraint is tight."))
        return
    meanings = {c.name: c.meaning for c in formulation.constraints} if formulation else {}
    rows = [
        (
            element_text(row.name, row.index),
            _limit(row),
            "" if not row.dual or abs(row.dual) < _NOTHING else number_text(row.dual),
            meanings.get(row.name, ""),
        )
        for row in binding[:SHOWN_ROWS]
    ]
    headings = ("constraint", "limit", "one unit more is worth", "meaning")
    yield from section("What binds", _table(headings, rows, numbers=headings[1:3]))
    if len(binding) > SHOWN_ROWS:
        yield prose(f"… and {len(binding) - SHOWN_ROWS:,} more; --json has all of them.", "dim")
    if outcome.duals_note and any(row[2] for row in rows):
        yield prose(outcome.duals_note, "dim")


def _limit(row: ConstraintValue) -> str:
    near = [bound for bound in (row.lower, row.upper) if bound is not None]
    body = row.body or 0.0
    return number_text(min(near, key=lambda bound: abs(bound - body))) if near else ""


def _certificate(certificate: Certificate) -> Iterator[RenderableType]:
    rows = [
        (
            check.title,
            Text(str(check.status), style=_CHECK_STYLES[check.status]),
            check.evidence,
        )
        for check in certificate.checks
    ]
    confidence = Text("  Confidence: ")
    confidence.append(
        str(certificate.confidence), style=f"bold {_CONFIDENCE_STYLES[certificate.confidence]}"
    )
    confidence.append(f". {one_line(certificate.because)}")
    yield from section("Certificate", confidence, _table(("check", "status", "evidence"), rows))


def _unused(answer: Answer) -> Iterator[RenderableType]:
    for candidate in answer.candidates:
        if candidate.team == answer.team and candidate.unused:
            words = "; ".join(f"“{one_line(words)}”" for words in candidate.unused)
            yield from section("Words that the model does not use", prose(words))


def _memory(answer: Answer) -> Iterator[RenderableType]:
    """What was recalled, kept and refuted; nothing where memory is off or had nothing to do."""
    found = answer.memory
    lines = [
        ("Recalled", ", ".join(found.recalled)),
        ("Kept", ", ".join(found.kept)),
        ("No longer recalled", ", ".join(found.demoted)),
        ("Memory was unavailable", found.unavailable),
    ]
    told = [prose(f"{name}: {what}") for name, what in lines if what]
    if told:
        yield from section("Memory", *told)


def _footer(answer: Answer, saved: str) -> Iterator[RenderableType]:
    yield from section("Cost", *_cost(answer.usage))
    if answer.outcome is not None:
        yield prose(_times(answer.outcome))
    trace = f", trace in {answer.trace}" if answer.trace else ""
    yield Text(f"\nRun {one_line(answer.run_id)}{one_line(trace)}", style="dim")
    if saved:
        yield Text(f"Saved to {one_line(saved)}", style="dim")


def _cost(usage: Usage) -> Iterator[RenderableType]:
    if not usage.lines:
        yield prose(f"No language model was asked; {usage.seconds:.1f} s in all.")
        return
    money = "unknown price" if usage.money is None else f"${usage.money:.4f}".removesuffix(".0000")
    unmetered = sum(line.unmetered_calls for line in usage.lines)
    not_metered = "1 call was" if unmetered == 1 else f"{unmetered} calls were"
    more = f" or more ({not_metered} not metered)" if unmetered else ""
    calls = "1 call" if usage.calls == 1 else f"{usage.calls} calls"
    if usage.failed_calls:
        calls += f" ({usage.failed_calls} brought no completion)"
    asked = f"{calls}, {usage.tokens:,} tokens{more}, {money}"
    yield prose(f"{asked}, {usage.seconds:.1f} s in all.")
    rows = [
        (
            line.team,
            line.role,
            line.model,
            str(line.calls),
            str(line.failed_calls or ""),
            f"{line.input_tokens + line.output_tokens:,}",
            f"{line.seconds:.1f}",
        )
        for line in usage.lines
    ]
    headings = ("team", "role", "model", "calls", "failed", "tokens", "seconds")
    yield _table(headings, rows, numbers=headings[3:])


def _table(
    headings: Sequence[str], rows: Sequence[Sequence[str | Text]], *, numbers: Sequence[str] = ()
) -> Table:
    """A table without the columns in which every cell is empty.

    Args:
        headings: Column titles.
        rows: Cells; plain strings are shown as data.
        numbers: Titles of the columns that are set to the right.
    """
    used = [at for at in range(len(headings)) if any(str(row[at]) for row in rows)]
    table = Table(box=box.SIMPLE_HEAD, header_style="dim", padding=(0, 1), show_edge=False)
    for at in used:
        side: Literal["left", "right"] = "right" if headings[at] in numbers else "left"
        table.add_column(headings[at], justify=side, overflow="fold")
    for row in rows:
        table.add_row(*(_cell(row[at]) for at in used))
    return table


def _cell(cell: str | Text) -> Text:
    return cell if isinstance(cell, Text) else Text(one_line(cell))
