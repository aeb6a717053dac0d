"""The node in which the critic holds model and result against the words of the problem."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from langgraph.runtime import Runtime
from langgraph.types import Command

from optimoot.agents.language.briefs import critic_brief
from optimoot.agents.language.roles import CriticReply, Role
from optimoot.agents.language.session import Session, asked_for, result_of
from optimoot.agents.language.work import COMPILED, END_NODE, Work, arm_at_work, with_arm
from optimoot.agents.remembering.showing import shown_mended
from optimoot.agents.trial import Trial, Trouble
from optimoot.events import RoleState
from optimoot.lesson import Artifact

STAGE = "solved and criticized"
"""What the formulator is told of the Formulation that it has to mend."""


async def criticize(
    state: Work, runtime: Runtime[Session]
) -> Command[Literal["formulate", "plan", "pick", "__end__"]]:
    """What the critic finds goes to whoever can mend it, or ends the attempt."""
    session = runtime.context
    at, arm = state["at"], arm_at_work(state)
    trial = arm.written
    if trial is None:
        return Command(goto=END_NODE, update={"result": result_of(session)})
    if not session.settings.critic:
        return _without_critic(state, session, trial)
    session.note(Role.CRITIC, RoleState.WORKING, trial.told)
    other = state.get("compiled") if at != COMPILED else None
    brief = critic_brief(session.problem, state.get("formulation"), trial, other)
    lessons = await session.desk.context.memory.mended(
        session.problem,
        session.desk.team,
        brief["failure"],
        tuple(brief["trouble"]),
        state.get("formulation"),
    )
    conversation = session.desk.opening(Role.CRITIC, **brief, mended=shown_mended(lessons))
    reply, _ = await session.desk.ask(Role.CRITIC, conversation, CriticReply)
    findings = tuple(str(finding) for finding in reply.findings)
    session.note(Role.CRITIC, RoleState.DONE, findings[0] if findings else reply.route)
    if reply.route == "ask" and reply.questions:
        session.history.append("The critic found that something is missing.")
        return Command(goto=END_NODE, update={"result": asked_for(session, reply.questions)})
    if reply.route == "accept" or not findings:
        session.history.append("The critic accepted the model.")
        return Command(goto=END_NODE, update={"result": result_of(session)})
    session.history.append(f"The critic: {findings[0]}")
    is_formulation = at == COMPILED or reply.route == "formulation"
    artifact = Artifact.FORMULATION if is_formulation else Artifact.PROGRAM
    session.notebook.failed(artifact, Trouble.DOES_NOT_MATCH, findings)
    if state["repairs"] >= session.settings.repairs:
        return Command(goto=END_NODE, update={"result": result_of(session)})
    update = Work(repairs=state["repairs"] + 1)
    if reply.route == "formulation" and "formulator" in state:
        # every arm is made from the Formulation: while it is wrong, no other work pays
        return Command(goto="formulate", update=update | Work(findings=findings, stage=STAGE))
    if not state["arms"][COMPILED + 1 :]:
        return Command(goto="plan", update=update | Work(findings=findings))
    if at != COMPILED:
        update |= Work(arms=with_arm(state, at, replace(arm, findings=findings)))
    return Command(goto="pick", update=update)


def _without_critic(
    state: Work, session: Session, trial: Trial
) -> Command[Literal["formulate", "plan", "pick", "__end__"]]:
    """What the checks raise goes to another plan as it is, or ends the attempt."""
    session.history.append("No critic is asked.")
    findings = trial.points or (trial.told,)
    if session.settings.plans == 1 or state["repairs"] >= session.settings.repairs:
        return Command(goto=END_NODE, update={"result": result_of(session)})
    update = Work(repairs=state["repairs"] + 1, findings=findings)
    if not state["arms"][COMPILED + 1 :]:
        return Command(goto="plan", update=update)
    if state["at"] != COMPILED:
        worked = replace(arm_at_work(state), findings=findings)
        update |= Work(arms=with_arm(state, state["at"], worked))
    return Command(goto="pick", update=update)
