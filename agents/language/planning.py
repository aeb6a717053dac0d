"""The nodes that make plans and pick the one to work on."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Literal

from langgraph.runtime import Runtime
from langgraph.types import Command

from optimoot.agents.language.arms import Arm
from optimoot.agents.language.briefs import algebra
from optimoot.agents.language.roles import PlannerReply, Role
from optimoot.agents.language.scheduling import SCHEDULERS
from optimoot.agents.language.session import Session, result_of
from optimoot.agents.language.work import COMPILED, END_NODE, Work
from optimoot.events import RoleState


async def plan(state: Work, runtime: Runtime[Session]) -> Command[Literal["pick"]]:
    """The planner says how else the model can be encoded; known plans are kept."""
    session = runtime.context
    wanted = session.settings.plans - 1
    known = state["arms"][COMPILED + 1 :]
    if known or not wanted:
        return Command(goto="pick", update=Work(findings=()))
    trouble = state.get("findings", ()) or ("The compiled formulation did not do.",)
    session.note(Role.PLANNER, RoleState.WORKING, trouble[0])
    conversation = session.desk.opening(
        Role.PLANNER,
        problem=session.problem.text,
        algebra=algebra(state.get("formulation")),
        trouble=trouble,
        plans=wanted,
    )
    reply, _ = await session.desk.ask(Role.PLANNER, conversation, PlannerReply)
    plans = reply.plans[:wanted]
    session.note(Role.PLANNER, RoleState.DONE, plans[0].approach)
    session.history.extend(f"Plan: {one.approach}" for one in plans)
    arms = (*state["arms"][: COMPILED + 1], *(Arm(plan=one) for one in plans))
    return Command(goto="pick", update=Work(arms=arms, findings=()))


async def pick(state: Work, runtime: Runtime[Session]) -> Command[Literal["code", "__end__"]]:
    """The scheduler says which plan is worked on next; with none open, the best try counts.

    The compiled Formulation is none of them: it has nothing to mend but by the formulator, who
    is asked as soon as the critic finds it at fault.
    """
    session = runtime.context
    arms = state["arms"]
    open_arms = tuple(
        replace(arm, closed=True) if place == COMPILED else arm for place, arm in enumerate(arms)
    )
    pulls = sum(arm.pulls for arm in arms)
    chance = random.Random(f"{session.problem.text}|{session.desk.team}|{pulls}")  # noqa: S311 - replayable
    place = SCHEDULERS[session.settings.scheduling](open_arms, chance)
    started = any(arm.coder is not None for arm in arms)
    again = place is not None and started and arms[place].coder is None
    if place is None or (again and state["repairs"] >= session.settings.repairs):
        return Command(goto=END_NODE, update=Work(result=result_of(session)))
    # a first program of one more plan is as dear as a repair, and counts as one
    repairs = state["repairs"] + again
    return Command(goto="code", update=Work(at=place, repairs=repairs))
