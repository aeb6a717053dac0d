"""The measures of a group of records, each share with its interval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from optimoot.benchmarks.running.record import Ending
from optimoot.benchmarks.scoring.effort import Effort, effort_of
from optimoot.benchmarks.scoring.failures import FailureClass, failure_class, reason_class
from optimoot.benchmarks.scoring.intervals import ClusteredShare, Mean, clustered_share
from optimoot.benchmarks.scoring.passes import passes
from optimoot.benchmarks.scoring.score import Score, states_something
from optimoot.benchmarks.scoring.scored import ScoredItem, grouped


@dataclass(frozen=True)
class Measures:
    """What is measured of a group of records of one way of working.

    Attempts that failed, timed out or abstained are in the denominator of every share of records.

    Attributes:
        records: How many, of `items` different items in `clusters` groups of near-duplicates.
        accuracy: Share whose stated result is right, sure or not: as the literature counts.
        right: Share that is right and stated as sure; `wrong` likewise; `abstained` is the rest.
        coverage: Share that is stated as sure, right or wrong.
        selective_accuracy: Share of those stated as sure that is right.
        stated: Share that states a result at all, sure or not.
        executability: Share of records in which at least one team's program ran.
        programs_run: Share of the teams' programs that ran.
        failed: Share whose run broke.
        timed_out: Share that took longer than an item may.
        pass_at: pass@k by k.
        failures: How many of each class.
        declined: Why attempts were declined: how many for each reason, the most frequent first.
        effort: What it took.
    """

    records: int
    items: int
    clusters: int
    accuracy: ClusteredShare
    right: ClusteredShare
    wrong: ClusteredShare
    abstained: ClusteredShare
    coverage: ClusteredShare
    selective_accuracy: ClusteredShare
    stated: ClusteredShare
    executability: ClusteredShare
    programs_run: ClusteredShare
    failed: ClusteredShare
    timed_out: ClusteredShare
    pass_at: dict[int, Mean]
    failures: dict[FailureClass, int]
    declined: dict[str, int]
    effort: Effort


def measures(found: Sequence[ScoredItem]) -> Measures:
    """The measures of these records."""
    sure = [one for one in found if one.score is not Score.ABSTAINED]
    classes = [failure_class(one) for one in found]
    return Measures(
        records=len(found),
        items=len({(one.item.set, one.item.id) for one in found}),
        clusters=len({one.cluster for one in found}),
        accuracy=share_of(found, lambda one: one.stated_right),
        right=_scores(found, Score.RIGHT),
        wrong=_scores(found, Score.WRONG),
        abstained=_scores(found, Score.ABSTAINED),
        coverage=share_of(found, lambda one: one.score is not Score.ABSTAINED),
        selective_accuracy=_scores(sure, Score.RIGHT),
        stated=share_of(found, lambda one: states_something(one.record)),
        executability=share_of(found, _ran),
        programs_run=_programs_run(found),
        failed=_endings(found, Ending.FAILED),
        timed_out=_endings(found, Ending.TIMED_OUT),
        pass_at=passes(found),
        failures={kind: classes.count(kind) for kind in FailureClass},
        declined=_reasons(found, classes),
        effort=effort_of([one.record for one in found]),
    )


def by(found: Sequence[ScoredItem], key: Callable[[ScoredItem], str]) -> dict[str, Measures]:
    """The measures of each group of records, by a key such as `lambda one: one.item.family`."""
    return {name: measures(group) for name, group in grouped(found, key).items()}


def share_of(found: Sequence[ScoredItem], holds: Callable[[ScoredItem], bool]) -> ClusteredShare:
    """The share of records of which something holds."""
    return clustered_share([holds(one) for one in found], [one.cluster for one in found])


def _scores(found: Sequence[ScoredItem], score: Score) -> ClusteredShare:
    return share_of(found, lambda one: one.score is score)


def _endings(found: Sequence[ScoredItem], ending: Ending) -> ClusteredShare:
    return share_of(found, lambda one: one.record.ending is ending)


def _ran(one: ScoredItem) -> bool:
    return any(position.executed for position in one.record.positions)


def _programs_run(found: Sequence[ScoredItem]) -> ClusteredShare:
    pairs = [(position.executed, one.cluster) for one in found for position in one.record.positions]
    return clustered_share([ran for ran, _ in pairs], [cluster for _, cluster in pairs])


def _reasons(found: Sequence[ScoredItem], classes: Sequence[FailureClass]) -> dict[str, int]:
    reasons = Counter(
        reason_class(one.record) or "no reason told"
        for one, kind in zip(found, classes, strict=True)
        if kind is FailureClass.DECLINED
    )
    return dict(reasons.most_common())
