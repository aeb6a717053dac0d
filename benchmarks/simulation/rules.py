"""Ways to come from several attempts to one answer: what the assembly is compared with.

Each gives what it would answer and whether it would state it as sure. The published rules state
whatever they come to; that is what makes their wrong answers wrong and sure.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from optimoot.agents.judgement import agreeing_groups
from optimoot.agents.team import Attempt, Candidate
from optimoot.certificate import Confidence
from optimoot.outcome import Outcome

SURE = (Confidence.VERIFIED, Confidence.CHECKED)
_ORDER = {
    Confidence.VERIFIED: 3,
    Confidence.CHECKED: 2,
    Confidence.DOUBTFUL: 1,
    Confidence.REFUTED: 0,
}
JUDGE_FINDS = 0.7
"""How often a central judge picks a right answer that is among those it is shown."""


@dataclass(frozen=True)
class Decision:
    """What a rule comes to.

    Attributes:
        outcome: None where it gives no answer.
        sure: Whether it states it as sure.
    """

    outcome: Outcome | None
    sure: bool


def single(attempts: Sequence[Attempt]) -> Decision:
    """The first team's result, as a system without checks would state it."""
    found = _results(attempts[:1])
    return _stated(found[0]) if found else Decision(None, sure=False)


def single_certified(attempts: Sequence[Attempt]) -> Decision:
    """The first team's result, sure only by its certificate."""
    found = _results(attempts[:1])
    if not found:
        return Decision(None, sure=False)
    return Decision(found[0].outcome, sure=found[0].certificate.confidence in SURE)


def best_of_all(attempts: Sequence[Attempt]) -> Decision:
    """The result with the best certificate, the first of equals."""
    found = _results(attempts)
    if not found:
        return Decision(None, sure=False)
    return _stated(max(found, key=lambda c: _ORDER[c.certificate.confidence]))


def majority(attempts: Sequence[Attempt]) -> Decision:
    """The result that most teams have, the first of equals."""
    settled = [c for c in _results(attempts) if c.outcome.is_conclusive]
    if not settled:
        return single(attempts)
    return _stated(max(agreeing_groups(settled), key=len)[0])


def central_judge(
    is_right: Callable[[Outcome], bool], chance: random.Random
) -> Callable[[Sequence[Attempt]], Decision]:
    """A judge that is shown all results and picks one; it finds a right one at a set rate."""

    def rule(attempts: Sequence[Attempt]) -> Decision:
        found = _results(attempts)
        if not found:
            return Decision(None, sure=False)
        groups = agreeing_groups(found) if all(c.outcome.is_conclusive for c in found) else [found]
        right = [group[0] for group in groups if is_right(group[0].outcome)]
        wrong = [group[0] for group in groups if not is_right(group[0].outcome)]
        if right and (not wrong or chance.random() < JUDGE_FINDS):
            return _stated(right[0])
        return _stated(chance.choice(wrong or right))

    return rule


def _results(attempts: Sequence[Attempt]) -> list[Candidate]:
    return [a for a in attempts if isinstance(a, Candidate)]


def _stated(candidate: Candidate) -> Decision:
    return Decision(candidate.outcome, sure=True)
