"""The assembly: from the teams' attempts and their debate to the Answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from optimoot.agents.answer import Answer, Verdict
from optimoot.agents.comparison.contrast import Contrasts
from optimoot.agents.confirmation import confirm
from optimoot.agents.conflict import explain_conflict
from optimoot.agents.debate.protocol import positions_after
from optimoot.agents.debate.question import deciding_question
from optimoot.agents.debate.room import standing_apart
from optimoot.agents.debate.summary import debate_of
from optimoot.agents.debate.turns import Move
from optimoot.agents.explain import explain
from optimoot.agents.judgement import (
    Judgement,
    agreeing_groups,
    firm,
    judge,
    opponents,
    settled_by_checkers,
    standing,
    with_agreement,
)
from optimoot.agents.ledger import Ledger
from optimoot.agents.team import Abstention, Attempt, Candidate, Question
from optimoot.agents.trial import asked_of_sandbox
from optimoot.agents.verification import with_check
from optimoot.certificate import Check, Confidence
from optimoot.problem import Problem
from optimoot.settings import Settings


@dataclass(frozen=True)
class Weighed:
    """The verdict with all that it rests on.

    Attributes:
        opening: The candidates that count, as the teams came with them.
        candidates: The positions that the teams hold at the end.
    """

    problem: Problem
    opening: tuple[Candidate, ...]
    candidates: tuple[Candidate, ...]
    abstentions: tuple[Abstention, ...]
    judgement: Judgement
    moves: tuple[Move, ...] = ()
    ended: str = ""


def weigh(
    problem: Problem,
    attempts: Sequence[Attempt],
    settings: Settings,
    ledger: Ledger,
    *,
    moves: Sequence[Move] = (),
    ended: str = "",
) -> Weighed:
    """The verdict on the attempts and the debate (solves perturbed copies: blocking).

    Args:
        problem: The Problem.
        attempts: What the teams brought, in the teams' order.
        settings: The run's settings.
        ledger: What the run has used.
        moves: The moves of the debate, if there was one.
        ended: Why the debate ended.
    """
    opening, abstentions = counting(attempts)
    candidates = held_after(opening, moves)
    judgement = judge(problem, candidates, abstentions, settings, ledger)
    chosen = judgement.chosen
    if chosen is not None and judgement.verdict is Verdict.UNCONTESTED:
        chosen = confirm(problem, chosen, settings, ledger)
        candidates = tuple(chosen if c.team == chosen.team else c for c in candidates)
        judgement = replace(judgement, chosen=chosen)
    return Weighed(problem, opening, candidates, abstentions, judgement, tuple(moves), ended)


def after_checks(weighed: Weighed, checks: Mapping[str, Check]) -> Weighed:
    """The verdict where checkers have looked at the plans of teams that differ.

    Where those who differ say in the debate that the words allow both readings, no checker knows
    better: it is for the user to say which one is meant.
    """
    if _is_open(weighed):
        return weighed
    judgement = settled_by_checkers(weighed.judgement, weighed.candidates, checks)
    return replace(weighed, judgement=judgement)


def _is_open(weighed: Weighed) -> bool:
    """Whether each side that stands against another ended with a question."""
    last = {move.turn.team: move.turn for move in weighed.moves}
    apart = [candidate.team for candidate in opponents(weighed.candidates)]
    return bool(apart) and all(team in last and last[team].question.strip() for team in apart)


def assemble(
    weighed: Weighed,
    *,
    settings: Settings,
    ledger: Ledger,
    run_id: str,
    trace: str,
    checks: Mapping[str, Check] | None = None,
    approve: bool = False,
) -> Answer:
    """The Answer that follows (reads models in the sandbox: blocking).

    Args:
        weighed: The verdict and what it rests on.
        settings: The run's settings.
        ledger: What the run has used.
        run_id: The run.
        trace: Its folder.
        checks: What independent checkers found of plans, by team.
        approve: Whether the user is to approve the assumptions of a decided result.
    """
    judgement, chosen = weighed.judgement, weighed.judgement.chosen
    contrasts = Contrasts(settings, ledger)
    answer = Answer(
        run_id=run_id,
        problem=weighed.problem,
        verdict=judgement.verdict,
        questions=_questions(weighed, contrasts, approve=approve),
        candidates=weighed.candidates,
        abstentions=weighed.abstentions,
        explanation=_why_not(weighed.abstentions),
        debate=debate_of(
            weighed.opening,
            weighed.moves,
            weighed.ended,
            contrasts,
            apart=_apart(weighed) if judgement.verdict is Verdict.CONTESTED else None,
        ),
        usage=ledger.usage(),
        trace=trace,
    )
    if chosen is None:
        return answer
    sandboxed = asked_of_sandbox(settings, ledger)
    conflict, why = explain_conflict(weighed.problem, chosen, *sandboxed)
    told = (explain(chosen.outcome, chosen.formulation), why)
    is_checked = checks and judgement.verdict is not Verdict.CONTESTED
    check = checks.get(chosen.team) if checks and is_checked else None
    certificate = with_agreement(with_check(chosen.certificate, check), judgement.agreement)
    return answer.model_copy(
        update={
            "team": chosen.team,
            "formulation": chosen.formulation,
            "program": chosen.program,
            "outcome": chosen.outcome,
            "certificate": certificate,
            "explanation": " ".join(part for part in told if part),
            "conflict": conflict,
        }
    )


def counting(
    attempts: Sequence[Attempt],
) -> tuple[tuple[Candidate, ...], tuple[Abstention, ...]]:
    """The candidates that count and the abstentions, tentative candidates alone among them."""
    candidates, withdrawn = firm(tuple(a for a in attempts if isinstance(a, Candidate)))
    return candidates, (*(a for a in attempts if isinstance(a, Abstention)), *withdrawn)


def held_after(opening: Sequence[Candidate], moves: Sequence[Move]) -> tuple[Candidate, ...]:
    """The positions that the teams hold after a debate."""
    return tuple(positions_after({c.team: c for c in opening}, moves).values())


def debaters(attempts: Sequence[Attempt]) -> dict[str, Candidate]:
    """The positions that a debate would be about, by team; empty where there is none to have."""
    candidates, _ = counting(attempts)
    return standing_apart(standing(candidates))


def _apart(weighed: Weighed) -> tuple[Candidate, Candidate] | None:
    """The two between which a contested case is to be decided.

    They stand for the two greatest groups that differ; or agree on the stated data, and differ
    where it is perturbed.
    """
    settled = [c for c in standing(weighed.candidates) if c.outcome.is_conclusive]
    groups = sorted(agreeing_groups(settled), key=len, reverse=True)
    if len(groups) > 1:
        return groups[0][0], groups[1][0]
    chosen, agreement = weighed.judgement.chosen, weighed.judgement.agreement
    partner = agreement.partner if agreement is not None else ""
    other = next((c for c in settled if c.team == partner), None)
    return (chosen, other) if chosen is not None and other is not None else None


def _deciding(weighed: Weighed, contrasts: Contrasts) -> tuple[Question, ...]:
    apart = _apart(weighed)
    if apart is None:
        return ()
    found = deciding_question(*apart, weighed.moves, contrasts)
    return (found,) if found is not None else ()


def _questions(weighed: Weighed, contrasts: Contrasts, *, approve: bool) -> tuple[Question, ...]:
    """What only the user can tell: what is missing, what decides a contested case, approval."""
    verdict = weighed.judgement.verdict
    if approve and (approval := _approval(weighed)) is not None:
        return (approval,)
    if verdict is Verdict.CONTESTED:
        return _deciding(weighed, contrasts)
    if verdict is not Verdict.NEEDS_INPUT:
        return ()
    asked = [question for abstention in weighed.abstentions for question in abstention.questions]
    return tuple({question.text.casefold(): question for question in reversed(asked)}.values())[
        ::-1
    ]


def _approval(weighed: Weighed) -> Question | None:
    """The question whether the assumptions of a decided result hold; None where it has none."""
    chosen = weighed.judgement.chosen
    if chosen is None or not weighed.judgement.verdict.is_decided or chosen.formulation is None:
        return None
    assumed = chosen.formulation.assumptions
    if not assumed or chosen.certificate.confidence is Confidence.REFUTED:
        return None
    told = " ".join(f"({place}) {line}" for place, line in enumerate(assumed, start=1))
    return Question(text=f"May this be assumed? {told} Reply yes, or say what holds instead.")


def _why_not(abstentions: Sequence[Abstention]) -> str:
    return " ".join(f"Team {a.team!r} gave no result: {a.reason}" for a in abstentions)
