"""Labels that our own answers contradict, with the evidence for a person to judge.

That we contradict a label is no proof that it is wrong: a text may allow two readings. What the
evidence says is how the two can be told apart: whether the label lies beyond what any plan of our
model reaches, or our plan, which holds in plain arithmetic, is better than the label.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.benchmarks.running.folder import EvaluationFolder
from optimoot.benchmarks.running.record import ItemRecord, Value
from optimoot.benchmarks.scoring.comparison import told
from optimoot.benchmarks.scoring.labelled_plan import labelled_plan
from optimoot.benchmarks.scoring.rules.objective import agrees
from optimoot.benchmarks.scoring.score import Score
from optimoot.benchmarks.scoring.scored import ScoredItem, grouped
from optimoot.certificate import Check, CheckStatus, Confidence
from optimoot.formulation import Sense

_SURE: Final = (Confidence.VERIFIED.value, Confidence.CHECKED.value)


@dataclass(frozen=True)
class Contradiction:
    """An item whose label our answer contradicts.

    Attributes:
        stated: Our result, for people.
        objective: Ours, with the proven `bound`; None where we say that there is no best plan.
        confidence: Of the best answer that contradicts the label.
        against: Attempts that contradict the label as sure as that, of `attempts` at the item.
        for_label: Attempts that were right by the label, sure or not.
        evidence: How label and answer stand to each other, one sentence.
        labelled_plan: What the plan that the label names is in our formulation, one sentence;
            empty where that is not known.
        checks: The certificate's checks that were run, and what they found.
        plan: Our plan; empty where it is too large for the log.
        disputed: Whether the label is known to be disputed.
    """

    set: str
    id: str
    label: float | str
    stated: str
    objective: float | None
    bound: float | None
    confidence: str
    team: str
    preset: str
    against: int
    for_label: int
    attempts: int
    evidence: str
    labelled_plan: str
    checks: tuple[Check, ...]
    plan: tuple[Value, ...]
    disputed: bool


def contradictions(
    folder: EvaluationFolder, found: Sequence[ScoredItem], *, least: Confidence
) -> tuple[Contradiction, ...]:
    """The items whose label is contradicted by an answer of at least this confidence.

    Args:
        folder: Where the answers are kept.
        found: Its records, by a rule.
        least: `VERIFIED`, or `CHECKED` for one team's answers too.

    Raises:
        InputError: An answer's file is gone or damaged.
    """
    levels = _SURE[: _SURE.index(least) + 1]
    groups = grouped(found, lambda one: f"{one.item.set}\n{one.item.id}")
    return tuple(
        _contradiction(folder, attempts, against)
        for attempts in groups.values()
        if (against := [one for one in attempts if _contradicts(one, levels)])
    )


def _contradicts(one: ScoredItem, levels: Sequence[str]) -> bool:
    return one.score is Score.WRONG and one.record.confidence in levels


def _contradiction(
    folder: EvaluationFolder, attempts: Sequence[ScoredItem], against: Sequence[ScoredItem]
) -> Contradiction:
    best = min(against, key=lambda one: _SURE.index(one.record.confidence))
    record = best.record
    answer = folder.answer(record)
    certificate = answer.certificate if answer is not None else None
    return Contradiction(
        set=best.item.set,
        id=best.item.id,
        label=best.item.answer,
        stated=told(best),
        objective=record.objective,
        bound=record.bound,
        confidence=record.confidence,
        team=record.team,
        preset=record.preset,
        against=len(against),
        for_label=sum(one.stated_right for one in attempts),
        attempts=len(attempts),
        evidence=evidence(best.item.answer, record),
        labelled_plan=labelled_plan(best.item, answer) if answer is not None else "",
        checks=tuple(
            check
            for check in (certificate.checks if certificate is not None else ())
            if check.status is not CheckStatus.SKIPPED
        ),
        plan=record.variables,
        disputed=best.disputed,
    )


def evidence(label: float | str, record: ItemRecord) -> str:
    """How a label and a sure answer that contradicts it stand to each other, one sentence."""
    objective = record.objective
    if objective is None:
        return f"Our model is {record.termination.replace('_', ' ')}: no plan reaches the label."
    if isinstance(label, str):
        return "The label says that there is no plan to tell; ours holds in plain arithmetic."
    if agrees(objective, label):
        return "The objectives agree; the labelled values of variables differ."
    larger_is_better = record.sense == Sense.MAXIMIZE
    if (objective > label) is larger_is_better:
        return "Our plan holds in plain arithmetic and is better than the label."
    bound = record.bound if record.bound is not None else objective
    if (label > bound) is larger_is_better and not agrees(bound, label):
        return f"No plan of our model reaches the label: its proven bound is {bound:.10g}."
    return "The label is better than our plan, and our bound does not exclude it."
