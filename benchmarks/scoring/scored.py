"""The records of an evaluation with items, scores and clusters: where all measures start."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from optimoot.benchmarks.items import Item
from optimoot.benchmarks.running.folder import EvaluationFolder
from optimoot.benchmarks.running.record import ItemRecord
from optimoot.benchmarks.scoring.clusters import clusters_of
from optimoot.benchmarks.scoring.disputes import Dispute, Disputes
from optimoot.benchmarks.scoring.rules.rule import Rule
from optimoot.benchmarks.scoring.score import Score, score_of
from optimoot.errors import InputError


@dataclass(frozen=True)
class ScoredItem:
    """One record of an evaluation, held against its label.

    Attributes:
        score: Right or wrong where it was stated as sure, else abstained.
        stated_right: Whether what was stated is right, sure or not: what the literature counts.
        disputed: Whether the label is disputed.
        cluster: Records with the same number are not independent: repeats and near-duplicates.
    """

    item: Item
    record: ItemRecord
    score: Score
    stated_right: bool
    disputed: bool
    cluster: int


def scored(
    folder: EvaluationFolder, rule: Rule, disputes: Iterable[Dispute] = ()
) -> tuple[ScoredItem, ...]:
    """The records that count, in the order in which they came, held against the labels.

    Raises:
        InputError: A line of the folder is damaged, or a record's item is gone.
    """
    items = folder.items()
    clusters = dict(
        zip(items, clusters_of([item.description for item in items.values()]), strict=True)
    )
    known = Disputes(disputes)
    return tuple(
        _scored(record, items, clusters, rule, known) for record in folder.standing().values()
    )


def _scored(
    record: ItemRecord,
    items: dict[tuple[str, str], Item],
    clusters: dict[tuple[str, str], int],
    rule: Rule,
    disputes: Disputes,
) -> ScoredItem:
    place = (record.set, record.id)
    if place not in items:
        raise InputError(
            f"The item {record.id!r} of the set {record.set!r} has a record and is not among the "
            "items of the evaluation.",
            remedy="The folder is damaged: run the evaluation anew.",
        )
    return ScoredItem(
        item=items[place],
        record=record,
        score=score_of(items[place], record, rule),
        stated_right=rule.is_right(items[place], record),
        disputed=disputes.about(items[place]) is not None,
        cluster=clusters[place],
    )


def grouped(
    found: Sequence[ScoredItem], key: Callable[[ScoredItem], str]
) -> dict[str, tuple[ScoredItem, ...]]:
    """The records by a key, keys in the order in which they first come."""
    groups: dict[str, list[ScoredItem]] = {}
    for one in found:
        groups.setdefault(key(one), []).append(one)
    return {name: tuple(group) for name, group in groups.items()}


def attempts_left(folder: EvaluationFolder) -> dict[str, int]:
    """By preset, how many attempts were asked for and have no record: it was interrupted.

    Raises:
        InputError: A line of the folder is damaged.
    """
    items = Counter(name for name, _ in folder.items())
    made = Counter((record.set, record.preset) for record in folder.standing().values())
    asked: dict[tuple[str, str], int] = {}
    for session in folder.sessions():
        for place in product(session.sets, session.presets):
            count = (
                items[place[0]] if session.limit is None else min(items[place[0]], session.limit)
            )
            asked[place] = max(asked.get(place, 0), count * session.repeats)
    left: dict[str, int] = {}
    for place, count in asked.items():
        left[place[1]] = left.get(place[1], 0) + max(0, count - made[place])
    return left
