"""The nodes that make a Formulation and try it: the plan that needs no coder."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Literal

from langgraph.runtime import Runtime
from langgraph.types import Command

from optimoot.agents.language.briefs import problem_values
from optimoot.agents.language.notebook import ILL_FORMED, NOT_BOUND
from optimoot.agents.language.roles import FormulatorReply, Role
from optimoot.agents.language.session import Session, abstained, result_of
from optimoot.agents.language.work import COMPILED, END_NODE, Work, with_arm
from optimoot.agents.naming import with_free_names
from optimoot.agents.remembering.showing import shown_solutions
from optimoot.agents.trial import Trouble, try_formulation
from optimoot.errors import InputError
from optimoot.events import RoleState
from optimoot.formulation import Formulation
from optimoot.lesson import Artifact
from optimoot.outcome import FailureKind


async def formulate(
    state: Work, runtime: Runtime[Session]
) -> Command[Literal["solve", "formulate", "plan", "__end__"]]:
    """The formulator writes the Formulation, or mends it by the findings."""
    session = runtime.context
    desk = session.desk
    findings = state.get("findings", ())
    session.note(Role.FORMULATOR, RoleState.WORKING, findings[0] if findings else "")
    if findings:
        mend = desk.prompts.render(
            Role.FORMULATOR, "mend", findings=findings, stage=state.get("stage", "checked")
        )
        conversation = state["formulator"].brief().asked(mend)
    else:
        cases = await desk.context.memory.solved(session.problem, desk.team)
        conversation = desk.opening(
            Role.FORMULATOR, **problem_values(session.problem), cases=shown_solutions(cases)
        )
    numbers = session.problem.numbers
    reply, said = await desk.ask(Role.FORMULATOR, conversation, FormulatorReply, numbers)
    formulation = reply.formulation
    if formulation is None or (reply.questions and not _is_grounded(formulation)):
        session.note(Role.FORMULATOR, RoleState.ABSTAINED, reply.analysis)
        return Command(goto=END_NODE, update={"result": abstained(session, reply)})
    formulation = with_free_names(formulation)
    session.notebook.made(Artifact.FORMULATION, formulation.model_dump_json(exclude_defaults=True))
    session.note(Role.FORMULATOR, RoleState.DONE, formulation.title or reply.analysis)
    update = Work(
        formulator=said,
        formulation=formulation,
        left_out=frozenset(name for part in reply.left_out for name in part.numbers),
        findings=(),
        compiled=None,
        arms=tuple(
            arm.afresh() if place != COMPILED else replace(arm, findings=())
            for place, arm in enumerate(state["arms"])
        ),
        at=COMPILED,
    )
    faults = faults_of(formulation)
    if not faults:
        return Command(goto="solve", update=update)
    session.history.append(f"The formulation was not well-formed: {faults[0]}")
    session.notebook.failed(Artifact.FORMULATION, ILL_FORMED, faults)
    if state["repairs"] < session.settings.repairs:
        update |= Work(findings=faults, stage="reviewed", repairs=state["repairs"] + 1)
        return Command(goto="formulate", update=update)
    update |= Work(formulation=None, findings=faults)
    return Command(goto="plan", update=update)


async def solve(
    state: Work, runtime: Runtime[Session]
) -> Command[Literal["formulate", "criticize", "plan", "pick", "__end__"]]:
    """The compiled Formulation is run and checked."""
    session = runtime.context
    formulation = state.get("formulation")
    if formulation is None:
        return Command(goto="plan")
    session.note("solver", RoleState.WORKING)
    try:
        trial = await asyncio.to_thread(
            try_formulation,
            session.problem,
            formulation,
            session.settings,
            session.desk.context.ledger,
            state.get("left_out", frozenset()),
        )
    except InputError as error:
        session.note("solver", RoleState.FAILED, str(error))
        session.history.append(f"The data could not be bound: {error}")
        session.notebook.failed(Artifact.FORMULATION, NOT_BOUND, (str(error),))
        return _back_to_formulator(state, session, str(error), "bound to its data")
    session.trials.append(trial)
    session.note("solver", RoleState.DONE, trial.told)
    session.history.append(f"The compiled formulation: {trial.told}")
    arm = state["arms"][COMPILED].worked(trial)
    update = Work(compiled=trial, arms=with_arm(state, COMPILED, arm), at=COMPILED)
    if trial.is_sound:
        return Command(goto=END_NODE, update=update | Work(result=result_of(session)))
    if trial.trouble in (Trouble.DOES_NOT_RUN, Trouble.WRONG_SHAPE):
        session.notebook.failed(Artifact.FORMULATION, trial.trouble, (trial.told,))
    failure = trial.outcome.failure
    if failure is not None and failure.kind is FailureKind.EXCEPTION:
        return _back_to_formulator(state, session, failure.message, "compiled and run")
    if trial.trouble in (Trouble.NO_SOLVER, Trouble.DOES_NOT_RUN):
        return Command(goto="plan", update=update | Work(findings=(trial.told,)))
    return Command(goto="criticize", update=update)


def faults_of(formulation: Formulation) -> tuple[str, ...]:
    """What the review holds against a Formulation, one line each."""
    from optimoot.finding import Severity
    from optimoot.review import review

    return tuple(
        str(finding) for finding in review(formulation) if finding.severity is Severity.ERROR
    )


def _back_to_formulator(
    work: Work, session: Session, complaint: str, stage: str
) -> Command[Literal["formulate", "criticize", "plan", "pick", "__end__"]]:
    """The formulator mends what it can mend; when it may not any more, the coder does without."""
    if work["repairs"] < session.settings.repairs:
        update = Work(findings=(complaint,), stage=stage, repairs=work["repairs"] + 1)
        return Command(goto="formulate", update=update)
    return Command(goto="plan", update=Work(findings=(complaint,), formulation=None))


def _is_grounded(formulation: Formulation) -> bool:
    """Whether every value but 0 and 1 cites a Number or a table."""
    return all(
        entry.numbers or entry.value in (0.0, 1.0)
        for parameter in formulation.parameters
        for entry in parameter.entries
    )
