"""The verdict on the positions that teams hold, and the candidate that stands for it.

The rule: settled candidates that agree, also nearby, are a consensus; one alone is uncontested; of
several that differ, a majority of independent voices decides, then the evidence of independent
checkers, else they are contested; with none, questions come before giving up. A tentative candidate
counts only where another agrees with it, a refuted one only where there is nothing else.

A voice is a reading of a team's own: teams of one kin share a voice, and a team that was swayed in
a debate has none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from optimoot.agents.answer import Verdict
from optimoot.agents.comparison.agreement import Agreement, agree, compare, may_err_alike
from optimoot.agents.ledger import Ledger
from optimoot.agents.team import Abstention, Candidate
from optimoot.certificate import (
    Certificate,
    Check,
    CheckStatus,
    Confidence,
    Weight,
    confidence_from,
)
from optimoot.formulation import Sense
from optimoot.outcome import SolutionStatus
from optimoot.problem import Problem
from optimoot.program import Origin
from optimoot.settings import Settings

_ORDER = {
    Confidence.VERIFIED: 3,
    Confidence.CHECKED: 2,
    Confidence.DOUBTFUL: 1,
    Confidence.REFUTED: 0,
}
_NEAR = 1e-6
_LEAST_VOICES = 3
"""Independent voices below which there is no majority."""


@dataclass(frozen=True)
class Judgement:
    """The verdict and the candidate that stands for it.

    Attributes:
        chosen: None where there is no result.
        agreement: How it compares with the other candidates; None where there is only one.
    """

    verdict: Verdict
    chosen: Candidate | None = None
    agreement: Agreement | None = None


def judge(
    problem: Problem,
    candidates: Sequence[Candidate],
    abstentions: Sequence[Abstention],
    settings: Settings,
    ledger: Ledger,
) -> Judgement:
    """The verdict on the attempts (solves perturbed copies: blocking)."""
    ranked = _ranked(candidates)
    if not ranked:
        asked = any(abstention.questions for abstention in abstentions)
        return Judgement(Verdict.NEEDS_INPUT if asked else Verdict.UNSOLVED)
    best = ranked[0]
    settled = [c for c in ranked if c.outcome.is_conclusive]
    if _outbidding(best, ranked):
        return Judgement(Verdict.CONTESTED, best, Agreement(on_data=False))
    if len(settled) < 2:
        return Judgement(Verdict.UNCONTESTED, best)
    groups = agreeing_groups(settled)
    if len(groups) == 1:
        return _agreed(problem, groups[0], settings, ledger)
    winner = _majority(groups)
    if winner is None:
        return Judgement(Verdict.CONTESTED, best, Agreement(on_data=False))
    dissent = tuple(c.team for group in groups if group is not winner for c in group)
    judgement = _agreed(problem, winner, settings, ledger)
    if judgement.verdict is not Verdict.CONSENSUS or judgement.agreement is None:
        return judgement
    return Judgement(
        Verdict.MAJORITY, judgement.chosen, replace(judgement.agreement, dissent=dissent)
    )


def front_runner(candidates: Sequence[Candidate]) -> Candidate | None:
    """The candidate that `judge` will choose, unless perturbed data parts those that agree.

    Nothing is solved for it, so that work on the choice can begin at once. None where the
    candidates differ and no majority decides.
    """
    ranked = _ranked(candidates)
    settled = [c for c in ranked if c.outcome.is_conclusive]
    if ranked and _outbidding(ranked[0], ranked):
        return None
    if len(settled) < 2:
        return ranked[0] if ranked else None
    groups = agreeing_groups(settled)
    winner = groups[0] if len(groups) == 1 else _majority(groups)
    return winner[0] if winner is not None else None


def opponents(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The best of each group where candidates differ and no majority decides; else none."""
    ranked = _ranked(candidates)
    if not ranked or front_runner(candidates) is not None:
        return ()
    groups = agreeing_groups([c for c in ranked if c.outcome.is_conclusive])
    return (*(group[0] for group in groups), *_outbidding(ranked[0], ranked))


def _outbidding(best: Candidate, others: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Those who settled nothing, and hold a better plan than what is said to be the best."""
    held, sense = best.outcome.objective, best.outcome.sense
    if not best.outcome.is_conclusive or held is None or sense is None:
        return ()
    near = _NEAR * max(1.0, abs(held))
    sign = 1 if sense is Sense.MAXIMIZE else -1
    return tuple(
        c
        for c in others
        if c.outcome.has_solution
        and not c.outcome.is_conclusive
        and c.outcome.sense is sense
        and c.outcome.objective is not None
        and sign * (c.outcome.objective - held) > near
    )


def settled_by_checkers(
    judgement: Judgement, candidates: Sequence[Candidate], checks: Mapping[str, Check]
) -> Judgement:
    """The judgement where checkers have looked at the plans of teams that differ.

    They decide where they find no fault with one of them, and some with each of the others.

    Args:
        judgement: The judgement without them.
        candidates: The positions that the teams hold.
        checks: What an independent checker says of a team's plan, by team.
    """
    apart = opponents(candidates)
    status = {c.team: checks[c.team].status for c in apart if c.team in checks}
    if judgement.verdict is not Verdict.CONTESTED or not apart or len(status) < len(apart):
        return judgement
    sound = [c for c in apart if status[c.team] is CheckStatus.PASSED]
    faulty = [c.team for c in apart if status[c.team] is CheckStatus.FAILED]
    if len(sound) != 1 or len(faulty) != len(apart) - 1:
        return judgement
    return Judgement(Verdict.EVIDENCE, sound[0], Agreement(on_data=False, outdone=tuple(faulty)))


def firm(
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


def standing(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that count: those with something to show, refuted ones only if alone."""
    showing = [c for c in candidates if c.outcome.is_conclusive or c.outcome.has_solution]
    sound = [c for c in showing if c.certificate.confidence is not Confidence.REFUTED]
    return sound or showing


def agreeing_groups(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """The candidates in groups of one result each, in the order of their first members."""
    groups: list[list[Candidate]] = []
    for candidate in candidates:
        for group in groups:
            if agree(group[0].outcome, candidate.outcome):
                group.append(candidate)
                break
        else:
            groups.append([candidate])
    return groups


def voices(group: Sequence[Candidate]) -> int:
    """How many independent readings stand behind a group.

    A plan without a model is no reading, and copies of one program are one.
    """
    return len({_reading(c) for c in group if not c.swayed and not c.without_model})


def _reading(candidate: Candidate) -> str:
    if candidate.program.origin is Origin.USER:
        return candidate.program.model_dump_json()
    return candidate.kin or candidate.team


def with_agreement(certificate: Certificate, agreement: Agreement | None) -> Certificate:
    """The certificate with the teams' agreement among its checks, and the confidence anew."""
    if agreement is None:
        return certificate
    if agreement.outdone:
        status = CheckStatus.WARNED
    elif not agreement.on_data or (agreement.copies and not agreement.holds_nearby):
        status = CheckStatus.FAILED
    elif agreement.dissent:
        status = CheckStatus.WARNED
    else:
        status = CheckStatus.PASSED if agreement.holds_nearby else CheckStatus.SKIPPED
    check = Check(
        name="teams_agree",
        title="Independent teams agree, on this data and nearby",
        status=status,
        weight=Weight.SUPPORTING,
        evidence=str(agreement),
    )
    checks = (*_settled_by(agreement, certificate.checks), check)
    teams = 2 if agreement.holds_nearby else 1
    akin = agreement.akin or agreement.swayed
    confidence, because = confidence_from(checks, agreeing_teams=teams, akin=akin)
    return Certificate(checks=checks, confidence=confidence, because=because)


def _ranked(candidates: Sequence[Candidate]) -> list[Candidate]:
    return sorted(standing(candidates), key=_merit, reverse=True)


def _settled_by(agreement: Agreement, checks: Sequence[Check]) -> tuple[Check, ...]:
    """The checks, without the doubt about figures that two independent teams leave aside alike."""
    told = " Another team leaves the same ones aside."
    alike = agreement.holds_nearby and agreement.aside_alike
    if not alike or agreement.akin or agreement.swayed:
        return tuple(checks)
    return tuple(
        check.model_copy(update={"status": CheckStatus.PASSED, "evidence": check.evidence + told})
        if check.name == "numbers_used" and check.status is CheckStatus.WARNED
        else check
        for check in checks
    )


def _agreed(
    problem: Problem, group: Sequence[Candidate], settings: Settings, ledger: Ledger
) -> Judgement:
    """The judgement on a group of one result, held against perturbed data."""
    best, others = group[0], group[1:]
    if not others:
        return Judgement(Verdict.UNCONTESTED, best)
    partner = min(others, key=lambda c: (c.swayed, may_err_alike(best, c)))
    agreement = compare(problem, best, partner, settings, ledger)
    if best.swayed or partner.swayed:
        agreement = replace(agreement, swayed=True)
    nearby_differs = agreement.copies > 0 and not agreement.holds_nearby
    verdict = Verdict.CONTESTED if nearby_differs else Verdict.CONSENSUS
    return Judgement(verdict, best, agreement)


def _majority(groups: Sequence[list[Candidate]]) -> list[Candidate] | None:
    """The group behind which more than half of all independent voices stand."""
    total = sum(voices(group) for group in groups)
    if total < _LEAST_VOICES:
        return None
    return next((group for group in groups if 2 * voices(group) > total), None)


def _merit(candidate: Candidate) -> tuple[int, int, int, int, float]:
    outcome = candidate.outcome
    return (
        1 if outcome.is_conclusive else 0,
        _ORDER[candidate.certificate.confidence],
        1 if outcome.solution is SolutionStatus.OPTIMAL else 0,
        0 if candidate.swayed else 1,
        candidate.score if candidate.score is not None else 1.0,
    )
