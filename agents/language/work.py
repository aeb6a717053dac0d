"""What the nodes of the team's graph hand on."""

from __future__ import annotations

from typing import Final, TypedDict

from optimoot.agents.language.arms import Arm
from optimoot.agents.language.roles import Conversation
from optimoot.agents.team import Attempt
from optimoot.agents.trial import Trial
from optimoot.formulation import Formulation

END_NODE: Final = "__end__"
COMPILED: Final = 0
"""The place of the compiled Formulation among the arms."""


class Work(TypedDict, total=False):
    """The state of one attempt.

    Attributes:
        formulator: The conversation with the formulator, for mending.
        formulation: The Formulation at hand; None: none that can be used.
        left_out: Ids of the Numbers that the formulator left aside on purpose.
        compiled: The last try of the compiled Formulation.
        arms: The plans, the compiled Formulation first; the others once the planner was asked.
        at: The place of the arm that is worked on.
        findings: What the formulator or the planner has to answer, one line each.
        stage: What happened to the Formulation, for the formulator.
        repairs: Repairs so far.
        result: How the team ends.
    """

    formulator: Conversation
    formulation: Formulation | None
    left_out: frozenset[str]
    compiled: Trial | None
    arms: tuple[Arm, ...]
    at: int
    findings: tuple[str, ...]
    stage: str
    repairs: int
    result: Attempt


def arm_at_work(work: Work) -> Arm:
    """The arm that is worked on."""
    return work["arms"][work["at"]]


def with_arm(work: Work, place: int, arm: Arm) -> tuple[Arm, ...]:
    """The arms with one of them replaced."""
    arms = work["arms"]
    return (*arms[:place], arm, *arms[place + 1 :])
