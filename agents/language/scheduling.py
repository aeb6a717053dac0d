"""Debug scheduling: which plan a team works on next.

OptimAI (Thind et al., 2025) takes this for a bandit problem and plays the arm with the greatest
upper confidence bound, `r_i + c * sqrt(ln(sum_j n_j) / n_i)`: `r_i` is what work on plan i was
worth on average, `n_i` how often it was worked on. Round-robin, random and greedy choice stand
beside it as controls. Among arms that were never worked on, the planner's order counts.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence

from optimoot.agents.language.arms import Arm
from optimoot.team_spec import Scheduling

EXPLORATION = 0.5
"""The factor c. Rewards lie between 0 and 1, so that 0.5 weighs a second look at a plan that gave
nothing against the best one after a handful of steps."""


Scheduler = Callable[[Sequence[Arm], random.Random], int | None]
"""Gives the place of the arm to work on; None where every arm is closed."""


def upper_confidence_bound(arms: Sequence[Arm], chance: random.Random) -> int | None:  # noqa: ARG001
    """The open arm with the greatest bound."""
    total = sum(arm.pulls for arm in arms)

    def bound(arm: Arm) -> float:
        if not arm.pulls:
            return math.inf
        return arm.mean + EXPLORATION * math.sqrt(math.log(total) / arm.pulls)

    return _greatest(arms, bound)


def round_robin(arms: Sequence[Arm], chance: random.Random) -> int | None:  # noqa: ARG001
    """The open arm that was worked on least."""
    return _greatest(arms, lambda arm: -arm.pulls)


def at_random(arms: Sequence[Arm], chance: random.Random) -> int | None:
    """Any open arm."""
    places = [place for place, arm in enumerate(arms) if not arm.closed]
    return chance.choice(places) if places else None


def greedy(arms: Sequence[Arm], chance: random.Random) -> int | None:  # noqa: ARG001
    """The open arm that was worth most so far; one that was never worked on only after them."""
    return _greatest(arms, lambda arm: arm.mean if arm.pulls else -1.0)


SCHEDULERS: dict[Scheduling, Scheduler] = {
    Scheduling.UCB: upper_confidence_bound,
    Scheduling.ROUND_ROBIN: round_robin,
    Scheduling.RANDOM: at_random,
    Scheduling.GREEDY: greedy,
}


def _greatest(arms: Sequence[Arm], worth: Callable[[Arm], float]) -> int | None:
    """The first of the open arms with the greatest worth."""
    places = [place for place, arm in enumerate(arms) if not arm.closed]
    return max(places, key=lambda place: (worth(arms[place]), -place), default=None)
