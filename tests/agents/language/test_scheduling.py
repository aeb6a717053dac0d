from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimoot.agents.language.arms import Arm
from optimoot.agents.language.roles import Plan
from optimoot.agents.language.scheduling import EXPLORATION, SCHEDULERS
from optimoot.team_spec import Scheduling

ARMS = st.lists(
    st.builds(
        Arm,
        plan=st.just(Plan(approach="one way")),
        rewards=st.lists(st.floats(0, 1), max_size=6).map(tuple),
        closed=st.booleans(),
    ),
    max_size=6,
)


def arm(*rewards: float, closed: bool = False) -> Arm:
    return Arm(plan=Plan(approach="one way"), rewards=rewards, closed=closed)


def pick(kind: Scheduling, *arms: Arm) -> int | None:
    return SCHEDULERS[kind](arms, random.Random(1))


@given(arms=ARMS, kind=st.sampled_from(Scheduling), seed=st.integers())
def test_every_scheduler_picks_an_open_arm_if_there_is_one(
    arms: list[Arm], kind: Scheduling, seed: int
) -> None:
    place = SCHEDULERS[kind](arms, random.Random(seed))
    if all(one.closed for one in arms):
        assert place is None
    else:
        assert place is not None
        assert not arms[place].closed


@given(arms=ARMS)
def test_the_bound_is_that_of_the_formula(arms: list[Arm]) -> None:
    opened = [replace(one, closed=False) for one in arms if one.pulls]
    if not opened:
        return
    total = sum(one.pulls for one in opened)
    bounds = [one.mean + EXPLORATION * math.sqrt(math.log(total) / one.pulls) for one in opened]
    assert pick(Scheduling.UCB, *opened) == bounds.index(max(bounds))


def test_plans_never_worked_on_come_first_in_the_planners_order() -> None:
    assert pick(Scheduling.UCB, arm(0.9), arm(), arm()) == 1
    assert pick(Scheduling.ROUND_ROBIN, arm(0.9), arm(), arm()) == 1
    assert pick(Scheduling.GREEDY, arm(0.9), arm(), arm()) == 0


def test_a_promising_plan_is_worked_on_again_but_not_for_ever() -> None:
    assert pick(Scheduling.UCB, arm(0.6), arm(0.0)) == 0
    assert pick(Scheduling.UCB, arm(*[0.3] * 20), arm(0.1)) == 1
    assert pick(Scheduling.GREEDY, arm(*[0.3] * 20), arm(0.1)) == 0
    assert pick(Scheduling.ROUND_ROBIN, arm(0.9, 0.9), arm(0.0)) == 1


@pytest.mark.parametrize("kind", Scheduling)
def test_closed_plans_are_left_alone(kind: Scheduling) -> None:
    assert pick(kind, arm(0.9, closed=True), arm(0.1)) == 1
    assert pick(kind, arm(closed=True)) is None
