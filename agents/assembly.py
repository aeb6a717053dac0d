"""The assembly: what the teams' attempts amount to.

The rule: settled candidates that agree are a consensus, one alone is uncontested, others contradict
each other; with none, questions come before giving up. A tentative candidate counts only where
another agrees with it, a refuted one only where there is nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from optimoot.agents.comparison.agreement import Agreement, agree, compare
from optimoot.agents.answer import Answer, Verdict
from optimoot.agents.confirmation import confirm
from optimoot.agents.conflict import explain_conflict
from optimoot.agents.explain import explain
from optimoot.agents.ledger import Ledger
from optimoot.agents.team import Abstention, Attempt, Candidate, Question
from optimoot.agents.trial import asked_of_sandbox
from optimoot.certificate import (
    Certificate,
    Check,
    CheckStatus,
    Confidence,
    Weight,
    confidence_from,
)
from optimoot.outcome import SolutionStatus
from optimoot.problem import Problem
from optimoot.settings import Settings

_ORDER = {
    Confidence.VERIFIED: 3,
    Confidence.CHECKED: 2,
    Confidence.DOUBTFUL: 1,
    Confidence.REFUTED: 0,
}


@dataclass(frozen=True)
class Judgement:
    """The verdict and the candidate that stands for it.

    Attributes:
        chosen: None where there is no result.
        agreement: How the best two candidates compare; None where there is only one.
    """

    verdict: Verdict
    chosen: Candidate | None = None
    agreement: Agreement | None = None


def assemble(
    problem: Problem,
    attempts: Sequence[Attempt],
    *,
    settings: Settings,
    ledger: Ledger,
    run_id: str,
    trace: str,
) -> Answer:
    """The Answer that follows from the teams' attempts (solves perturbed copies: blocking)."""
    candidates, withdrawn = _firm(tuple(a for a in attempts if isinstance(a, Candidate)))
    abstentions = (*(a for a in attempts if isinstance(a, Abstention)), *withdrawn)
    judgement = judge(problem, candidates, abstentions, settings, ledger)
    chosen = judgement.chosen
    if chosen is not None and judgement.verdict is Verdict.UNCONTESTED:
        chosen = confirm(problem, chosen, settings, ledger)
        candidates = tuple(chosen if c.team == chosen.team else c for c in candidates)
    answer = Answer(
        run_id=run_id,
        problem=problem,
        verdict=judgement.verdict,
        questions=_questions(judgement.verdict, abstentions),
        candidates=candidates,
        abstentions=abstentions,
        explanation=_why_not(abstentions),
        usage=ledger.usage(),
        trace=trace,
    )
    if chosen is None:
        return answer
    conflict, why = explain_conflict(problem, chosen, *asked_of_sandbox(settings, ledger))
    told = (explain(chosen.outcome, chosen.formulation), why)
    return answer.model_copy(
        update={
            "team": chosen.team,
            "formulation": chosen.formulation,
            "program": chosen.program,
            "outcome": chosen.outcome,
            "certificate": with_agreement(chosen.certificate, judgement.agreement),
            "explanation": " ".join(part for part in told if part),
            "conflict": conflict,
        }
    )


def judge(
    problem: Problem,
    candidates: Sequence[Candidate],
    abstentions: Sequence[Abstention],
    settings: Settings,
    ledger: Ledger,
) -> Judgement:
    """The verdict on the attempts."""
    standing = sorted(_standing(candidates), key=_merit, reverse=True)
    if not standing:
        asked = any(abstention.questions for abstention in abstentions)
        return Judgement(Verdict.NEEDS_INPUT if asked else Verdict.UNSOLVED)
    best = standing[0]
    settled = [c for c in standing[1:] if c.outcome.is_conclusive]
    if not settled or not best.outcome.is_conclusive:
        return Judgement(Verdict.UNCONTESTED, best)
    if any(not agree(best.outcome, other.outcome) for other in settled):
        return Judgement(Verdict.CONTESTED, best, Agreement(on_data=False))
    strangers = [other for other in settled if not best.kin or other.kin != best.kin]
    agreement = compare(problem, best, (strangers or settled)[0], settings, ledger)
    nearby_differs = agreement.copies > 0 and not agreement.holds_nearby
    verdict = Verdict.CONTESTED if nearby_differs else Verdict.CONSENSUS
    return Judgement(verdict, best, agreement)


def _firm(
    candidates: Sequence[Candidate],
) -> tuple[tuple[Candidate, ...], tuple[Abstention, ...]]:
    """The candidates that count, and abstentions for the tentative ones that nobody agrees with.

    Independent teams seldom misread a text into the same result, so that two readings that were
    both too unsure to stand alone may stand together.
    """
    counting, withdrawn = [], []
    for candidate in candidates:
        others = [other for other in candidates if other is not candidate]
        if not candidate.tentative or any(agree(candidate.outcome, o.outcome) for o in others):
            counting.append(candidate)
        else:
            withdrawn.append(Abstention(team=candidate.team, reason=candidate.tentative))
    return tuple(counting), tuple(withdrawn)


def with_agreement(certificate: Certificate, agreement: Agreement | None) -> Certificate:
    """The certificate with the teams' agreement among its checks, and the confidence anew."""
    if agreement is None:
        return certificate
    if not agreement.on_data or (agreement.copies and not agreement.holds_nearby):
        status = CheckStatus.FAILED
    else:
        status = CheckStatus.PASSED if agreement.holds_nearby else CheckStatus.SKIPPED
    check = Check(
        name="teams_agree",
        title="Independent teams agree, on this data and nearby",
        status=status,
        weight=Weight.SUPPORTING,
        evidence=str(agreement),
    )
    checks = (*certificate.checks, check)
    teams = 2 if agreement.holds_nearby else 1
    confidence, because = confidence_from(checks, agreeing_teams=teams, akin=agreement.akin)
    return Certificate(checks=checks, confidence=confidence, because=because)


def _standing(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that count: those with something to show, refuted ones only if alone."""
    showing = [c for c in candidates if c.outcome.is_conclusive or c.outcome.has_solution]
    sound = [c for c in showing if c.certificate.confidence is not Confidence.REFUTED]
    return sound or showing


def _merit(candidate: Candidate) -> tuple[int, int, int, float]:
    outcome = candidate.outcome
    return (
        1 if outcome.is_conclusive else 0,
        _ORDER[candidate.certificate.confidence],
        1 if outcome.solution is SolutionStatus.OPTIMAL else 0,
        candidate.score if candidate.score is not None else 1.0,
    )


def _questions(verdict: Verdict, abstentions: Sequence[Abstention]) -> tuple[Question, ...]:
    if verdict is not Verdict.NEEDS_INPUT:
        return ()
    asked = [question for abstention in abstentions for question in abstention.questions]
    return tuple({question.text.casefold(): question for question in reversed(asked)}.values())[
        ::-1
    ]


def _why_not(abstentions: Sequence[Abstention]) -> str:
    return " ".join(f"Team {a.team!r} gave no result: {a.reason}" for a in abstentions)
