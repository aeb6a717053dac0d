"""The node in which the coder writes the program of a plan, or mends it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import Literal

from langgraph.runtime import Runtime
from langgraph.types import Command

from optimoot.agents.language.arms import Arm
from optimoot.agents.language.briefs import coder_brief, program_data
from optimoot.agents.language.roles import Conversation, Role
from optimoot.agents.language.session import Session, result_of
from optimoot.agents.language.work import END_NODE, Work, arm_at_work, with_arm
from optimoot.agents.ledger import Ledger
from optimoot.agents.trial import Trial, Trouble, checked, run_program
from optimoot.events import RoleState
from optimoot.lesson import Artifact
from optimoot.outcome import Outcome
from optimoot.program import Origin, Program
from optimoot.settings import Settings


async def code(
    state: Work, runtime: Runtime[Session]
) -> Command[Literal["pick", "criticize", "__end__"]]:
    """The coder's Program is run and compared with the compiled one."""
    session = runtime.context
    at, arm = state["at"], arm_at_work(state)
    session.note(Role.CODER, RoleState.WORKING, arm.findings[0] if arm.findings else "")
    reply, said = await session.desk.ask_for_code(_with_coder(session, state, arm))
    session.note(Role.CODER, RoleState.DONE, f"{len(reply.source.splitlines())} lines")
    program = Program(
        source=reply.source,
        data=program_data(session.problem, state.get("formulation"), reply.data),
        origin=Origin.CODER,
    )
    trial, compiled = await _try_program(session, state, arm, program)
    session.trials.append(trial)
    session.history.append(f"The coder's program: {trial.told}")
    session.notebook.made(Artifact.PROGRAM, program.source)
    if trial.trouble in (Trouble.DOES_NOT_RUN, Trouble.WRONG_SHAPE):
        session.notebook.failed(Artifact.PROGRAM, trial.trouble, (trial.told,))
    worked = replace(arm.worked(trial), coder=said)
    update = Work(compiled=compiled)
    if trial.is_sound:
        return Command(goto=END_NODE, update=update | Work(result=result_of(session)))
    if worked.closed:
        session.history.append("The coder's program came again unchanged: the plan is given up.")
        return Command(goto="pick", update=update | Work(arms=with_arm(state, at, worked)))
    if trial.trouble in (Trouble.DOES_NOT_RUN, Trouble.NO_SOLVER, Trouble.WRONG_SHAPE):
        if state["repairs"] >= session.settings.repairs:
            return Command(goto=END_NODE, update=update | Work(result=result_of(session)))
        worked = replace(worked, findings=(trial.told,))
        update |= Work(arms=with_arm(state, at, worked), repairs=state["repairs"] + 1)
        return Command(goto="pick", update=update)
    return Command(goto="criticize", update=update | Work(arms=with_arm(state, at, worked)))


def _with_coder(session: Session, work: Work, arm: Arm) -> Conversation:
    """The conversation in which the coder writes a first Program, or mends its last one."""
    desk = session.desk
    if arm.coder is None or not arm.findings:
        plans = (arm.plan,) if arm.plan is not None else ()
        brief = coder_brief(session.problem, work.get("formulation"), plans)
        return desk.opening(Role.CODER, **brief)
    failure = arm.written.trouble if arm.written is not None else None
    mend = desk.prompts.render(
        Role.CODER, "mend", findings=arm.findings, failure=failure or "was criticized"
    )
    return arm.coder.brief().asked(mend)


async def _try_program(
    session: Session, work: Work, arm: Arm, program: Program
) -> tuple[Trial, Trial | None]:
    """Run the coder's Program; where the compiled one was settled, each is held against the other.

    Returns:
        The Program's try, and the compiled one's with the comparison among its checks.
    """
    session.note("solver", RoleState.WORKING)
    compiled = work.get("compiled")
    formulation = work.get("formulation")
    settings = session.settings
    if arm.plan is not None and settings.solver == "auto":
        settings = settings.model_copy(update={"solver": arm.plan.solver})
    problem, ledger = session.problem, session.desk.context.ledger
    left_out = work.get("left_out", frozenset())

    def run() -> tuple[Trial, Trial | None]:
        outcome = run_program(program, settings, ledger)
        second, again = None, None
        if compiled is not None:
            second, again = compiled.outcome, compiled.again
            if outcome.is_conclusive and not second.is_conclusive:
                second = _settled_second(compiled.program, second, settings, ledger)
                again = None
        check = partial(
            checked, problem, formulation, left_out=left_out, asked_gap=settings.relative_gap
        )
        trial = check(program, outcome, second=second)
        if compiled is None or second is None or not outcome.is_conclusive:
            return trial, None
        return trial, check(compiled.program, second, second=outcome, again=again)

    trial, compared = await asyncio.to_thread(run)
    session.note("solver", RoleState.DONE, trial.told)
    if compiled is None or compared is None:
        return trial, compiled
    session.replace(compiled, compared)
    return trial, compared


def _settled_second(
    compiled: Program, before: Outcome, settings: Settings, ledger: Ledger
) -> Outcome:
    """The compiled Formulation once more, with the solver that settled the coder's Program.

    It costs no tokens, and without it the coder's optimum is not established. A solver that it
    was already tried with, and settled nothing, is not asked again.
    """
    if settings.solver in ("auto", before.solver):
        return before
    after = run_program(compiled, settings, ledger)
    return after if after.is_conclusive or not before.has_solution else before
