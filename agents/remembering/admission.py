"""What a run leaves in the memory bank: decided by its certificate, never by a label.

A result is admitted where independent teams came to it and every check passed, or an independent
checker that knows no model found no fault with it. What one team says alone is not experience yet.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from optimoot.agents.answer import Answer, Verdict
from optimoot.agents.debate.summary import told
from optimoot.certificate import CHECKER, Certificate, CheckStatus, Confidence
from optimoot.memory.records import (
    Debated,
    Debugged,
    Position,
    Provenance,
    Reached,
    Record,
    Solution,
    TableShape,
    Tags,
)
from optimoot.outcome import SolutionStatus

if TYPE_CHECKING:
    from optimoot.agents.debate.turns import Debate

LONGEST: Final = 20_000
"""Characters of a problem's text beyond which it is no example for anything else."""
_AGREED: Final = (Verdict.CONSENSUS, Verdict.MAJORITY, Verdict.EVIDENCE)
_NOT_DECIDED: Final = {
    Verdict.CONTESTED: "The teams differ, and nothing settled it.",
    Verdict.UNSOLVED: "No team gave a result.",
    Verdict.NEEDS_INPUT: "Something is missing that only the user can tell.",
}


@dataclass(frozen=True)
class Admission:
    """What is admitted, or why nothing is.

    Attributes:
        records: The solution first; empty where nothing is admitted.
        refused: Why nothing is; empty where something is.
    """

    records: tuple[Record, ...] = ()
    refused: str = ""


def admission_of(answer: Answer, tags: Tags = Tags()) -> Admission:  # noqa: B008 - frozen
    """The records that an Answer is worth.

    Args:
        answer: The Answer of a run that has ended.
        tags: What the problem is like.
    """
    if reason := why_not(answer):
        return Admission(refused=reason)
    chosen = next(c for c in answer.candidates if c.team == answer.team)
    solution = _solution(answer, tags)
    debugged = [
        Debugged(lesson=lesson, **_kept(answer, tags, f"debug{number}"))
        for number, lesson in enumerate(chosen.lessons, start=1)
    ]
    debated = [_debated(answer, answer.debate, tags)] if _was_argued(answer.debate) else []
    return Admission((solution, *debugged, *(d for d in debated if d is not None)))


def why_not(answer: Answer) -> str:
    """Why an Answer is not kept; empty where it is."""
    if answer.verdict in _NOT_DECIDED:
        return _NOT_DECIDED[answer.verdict]
    outcome, certificate = answer.outcome, answer.certificate
    if outcome is None or certificate is None or answer.program is None:
        return "There is no result."
    if outcome.solution is not SolutionStatus.OPTIMAL:
        return "There is no plan that is proven to be the best."
    if answer.replaced:
        return f"Values were replaced by hand: {', '.join(answer.replaced)}."
    if len(answer.problem.text) > LONGEST:
        return f"The text has more than {LONGEST:,} characters."
    return _why_unproven(answer, certificate)


def standing_of(certificate: Certificate) -> int:
    """How much a record's certificate weighs against another's: greater is better."""
    if certificate.confidence is Confidence.VERIFIED:
        return 2
    return 1 if certificate.confidence is Confidence.CHECKED else 0


def _why_unproven(answer: Answer, certificate: Certificate) -> str:
    if certificate.confidence is Confidence.VERIFIED:
        return ""
    if certificate.confidence is not Confidence.CHECKED:
        return f"Its certificate says: {certificate.confidence}. {certificate.because}"
    if answer.verdict not in _AGREED:
        return "One team alone stands behind it."
    if not _passed(certificate, CHECKER):
        return "The teams that agree may err alike, and no independent checker confirmed it."
    return ""


def _passed(certificate: Certificate, name: str) -> bool:
    return any(c.name == name and c.status is CheckStatus.PASSED for c in certificate.checks)


def _solution(answer: Answer, tags: Tags) -> Solution:
    if answer.outcome is None or answer.certificate is None or answer.program is None:
        raise ValueError("an answer without a result is never kept")  # see why_not
    outcome = answer.outcome
    return Solution(
        formulation=answer.formulation,
        program=answer.program.source,
        reached=Reached(
            termination=outcome.termination, objective=outcome.objective, sense=outcome.sense
        ),
        certificate=answer.certificate,
        verdict=answer.verdict,
        **_kept(answer, tags, "solution"),
    )


def _was_argued(debate: Debate | None) -> bool:
    return debate is not None and bool(debate.contrasts)


def _debated(answer: Answer, debate: Debate | None, tags: Tags) -> Debated | None:
    """The disagreement that came before the result; None where nobody learns from it."""
    if debate is None or answer.outcome is None:
        return None
    supported = told(answer.outcome)
    against = tuple(result for _, result in debate.opening if result != supported)
    lines = tuple(dict.fromkeys(line for c in debate.contrasts for line in c.lines))
    if not lines or not against:
        return None
    return Debated(
        positions=tuple(Position(team=team, result=result) for team, result in debate.opening),
        differences=lines,
        supported=supported,
        against=against,
        lesson=_lesson(answer, debate, supported),
        **_kept(answer, tags, "debate"),
    )


def _lesson(answer: Answer, debate: Debate, supported: str) -> str:
    """What the teams that hold the result said decided it, with the words that they quoted."""
    holders = {c.team for c in answer.candidates if told(c.outcome) == supported}
    said = [
        f"{critique.where}: {critique.why}" + (f" “{critique.quote}”" if critique.quote else "")
        for turn in debate.turns
        if turn.team in holders
        for critique in turn.critiques
    ]
    return " ".join(said[-2:]) or "Independent checks settled it."


def _kept(answer: Answer, tags: Tags, what: str) -> dict[str, object]:
    """What every record has; its id is the same for the same thing learned in the same run."""
    digest = hashlib.sha256(f"{answer.run_id}\n{answer.problem.text}\n{what}".encode())
    teams = tuple(c.team for c in answer.candidates if _agrees(answer, c.outcome.objective))
    models = {c.backbone for c in answer.candidates if c.team in teams and c.backbone}
    return {
        "id": digest.hexdigest()[:16],
        "text": answer.problem.text,
        "tables": tuple(
            TableShape(name=table.name, columns=table.columns, rows=len(table.rows))
            for table in answer.problem.tables
        ),
        "tags": tags,
        "provenance": Provenance(run_id=answer.run_id, teams=teams, models=tuple(sorted(models))),
    }


def _agrees(answer: Answer, objective: float | None) -> bool:
    held = answer.objective
    if held is None or objective is None:
        return False
    return abs(held - objective) <= 1e-6 * max(1.0, abs(held))
