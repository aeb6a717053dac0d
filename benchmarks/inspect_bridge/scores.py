"""Our scores as Inspect's: of `right`, `wrong` and `abstained` one is 1; means are shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimoot.benchmarks.inspect_bridge.telling import result_line
from optimoot.benchmarks.items import Item
from optimoot.benchmarks.running.record import ItemRecord
from optimoot.benchmarks.scoring.rules.rule import Rule
from optimoot.benchmarks.scoring.score import Score, score_of

if TYPE_CHECKING:
    import inspect_ai.scorer


def label_of(item: Item) -> str:
    """The label as text."""
    return item.answer if isinstance(item.answer, str) else f"{item.answer:.10g}"


def inspect_score(item: Item, record: ItemRecord, rule: Rule) -> inspect_ai.scorer.Score:
    """The score of a record by a rule, with what it rests on."""
    from inspect_ai.scorer import Score as InspectScore

    score = score_of(item, record, rule)
    return InspectScore(
        value={one.value: int(one is score) for one in Score},
        answer=result_line(record),
        explanation=f"{score} by {rule.name}: {rule.meaning} Label: {label_of(item)}.",
        metadata={
            "stated_right": rule.is_right(item, record),
            "verdict": record.verdict,
            "confidence": record.confidence,
            "objective": record.objective,
            "termination": record.termination,
        },
    )
