"""An Answer as sections of text: what Inspect's viewer shows as a transcript.

All of it is data of problems, models and tables: it goes into fences, and what could end a fence is
met by a longer one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from optimoot.agents.answer import Answer
from optimoot.agents.debate.turns import Debate
from optimoot.benchmarks.running.record import ItemRecord
from optimoot.outcome import Outcome

_TICKS: Final = re.compile(r"`+")
_DIGITS: Final = 10


def fenced(text: str, kind: str = "text") -> str:
    """Text in a fence of Markdown that nothing in it can end."""
    longest = max((len(run) for run in _TICKS.findall(text)), default=0)
    ticks = "`" * max(3, longest + 1)
    return f"{ticks}{kind}\n{text.rstrip()}\n{ticks}"


def result_line(record: ItemRecord) -> str:
    """What a record states, in one line: what is scored."""
    if record.error:
        return f"{record.ending}: {record.error}"
    found = record.termination if record.objective is None else f"{record.objective:.{_DIGITS}g}"
    return f"{found or 'no result'} ({record.verdict}, {record.confidence or 'no certificate'})"


def sections(answer: Answer) -> Iterator[tuple[str, str]]:
    """Title and Markdown of each part that the Answer has."""
    if answer.questions:
        yield "questions", fenced("\n".join(f"- {one.text}" for one in answer.questions))
    for team in answer.abstentions:
        yield f"abstention of {team.team}", fenced(team.reason)
    if answer.formulation is not None:
        yield "formulation", fenced(answer.to_latex(), "latex")
    if answer.program is not None:
        yield "program", fenced(answer.program.source, "python")
        yield "data", fenced(json.dumps(answer.program.data, indent=1, default=str), "json")
    if answer.debate is not None:
        yield "debate", fenced(_debate(answer.debate))
    if answer.outcome is not None:
        yield "outcome", fenced(_outcome(answer.outcome))
    if answer.certificate is not None:
        checks = (
            f"{check.status:<8} {check.title} {check.evidence}".rstrip()
            for check in answer.certificate.checks
        )
        told = f"{answer.certificate.confidence}: {answer.certificate.because}".rstrip(": ")
        yield "certificate", fenced("\n".join([told, *checks]))


def _debate(debate: Debate) -> str:
    lines = [f"{team} came with {result}" for team, result in debate.opening]
    for contrast in debate.contrasts:
        lines.append(f"{contrast.first} and {contrast.second} differ:")
        lines += [f"- {line}" for line in contrast.lines]
    for turn in debate.turns:
        to = f" ({turn.to})" if turn.to else ""
        lines.append(f"Round {turn.round}: {turn.team}: {turn.stance}{to}, holding {turn.result}")
        lines += [
            f"- {point.where}: {point.why} {point.quote}".replace(" :", ":").rstrip()
            for point in turn.critiques
        ]
    return "\n".join([*lines, f"It ended: {debate.ended}"] if debate.ended else lines)


def _outcome(outcome: Outcome) -> str:
    lines = [f"termination {outcome.termination}", f"solution    {outcome.solution}"]
    if outcome.objective is not None:
        lines.append(f"objective   {outcome.objective:.{_DIGITS}g}")
    if outcome.bound is not None:
        lines.append(f"bound       {outcome.bound:.{_DIGITS}g}")
    for one in outcome.variables:
        if one.value:
            index = f"[{', '.join(map(str, one.index))}]" if one.index else ""
            lines.append(f"{one.name}{index} = {one.value:.{_DIGITS}g}")
    return "\n".join(lines)
