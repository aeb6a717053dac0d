"""The team that works with a language model: formulator, planner, coder and critic.

    formulate ── solve ──(sound)── END          the compiled Formulation is tried first
        ↑          │
        │       criticize ── plan ── code ──(agrees)── END
        └──────────┘  ↑________________│

An easy problem costs one completion. The critic is asked only where a check raised something, the
planner and the coder only where the compiled Formulation does not do. Repairs are bounded by
`settings.repairs`; when they, or the budget, are spent, the best try so far is the result.
"""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Coroutine
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final, Literal, TypedDict

from langchain_core.runnables.config import var_child_runnable_config
from langgraph.graph import START, StateGraph
from langgraph.runtime import Runtime
from langgraph.types import Command

from optimoot.agents.briefs import (
    algebra,
    coder_brief,
    critic_brief,
    problem_values,
    program_data,
)
from optimoot.agents.client import ChatClient
from optimoot.agents.ledger import Ledger
from optimoot.agents.naming import with_free_names
from optimoot.agents.prompting import Prompts
from optimoot.agents.roles import (
    Conversation,
    CriticReply,
    Desk,
    FormulatorReply,
    Plan,
    PlannerReply,
    Role,
)
from optimoot.agents.session import Session, abstained, asked_for, result_of, stopped_by
from optimoot.agents.team import Attempt, TeamContext
from optimoot.agents.trial import Trial, Trouble, checked, run_program, try_formulation
from optimoot.errors import InputError, OptimootError
from optimoot.events import RoleState
from optimoot.formulation import Formulation
from optimoot.outcome import FailureKind, Outcome
from optimoot.problem import Problem
from optimoot.program import Origin, Program
from optimoot.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langgraph.graph.state import CompiledStateGraph

_END: Final = "__end__"
_STEPS_PER_REPAIR = 6
"""More than the nodes between two repairs: above any path that the bounded repairs allow."""


class Work(TypedDict, total=False):
    """What the nodes hand on.

    Attributes:
        formulator: The conversation with the formulator, for mending.
        coder: The conversation with the coder, for mending.
        formulation: The Formulation at hand; None: none that can be used.
        left_out: Ids of the Numbers that the formulator left aside on purpose.
        compiled: The try of the compiled Formulation.
        written: The try of the coder's Program.
        findings: What the next role has to mend, one line each.
        stage: What happened to the Formulation, for the formulator.
        plans: What the planner proposed.
        repairs: Repairs so far.
        result: How the team ends.
    """

    formulator: Conversation
    coder: Conversation | None
    formulation: Formulation | None
    left_out: frozenset[str]
    compiled: Trial | None
    written: Trial | None
    findings: tuple[str, ...]
    stage: str
    plans: tuple[Plan, ...]
    repairs: int
    result: Attempt


class LanguageTeam:
    """A team on one chat model.

    Args:
        client: The model.
        prompts: Its prompts.
        name: Unique in a run.
    """

    def __init__(
        self, client: ChatClient, prompts: Prompts | None = None, *, name: str = "language"
    ) -> None:
        self._client = client
        self._prompts = prompts or Prompts()
        self._name = name

    @classmethod
    def from_settings(cls, settings: Settings, *, name: str = "language") -> LanguageTeam:
        """The team on `settings.model`.

        Raises:
            InputError: The model, its key or a prompt file cannot be used.
        """
        prompts = Prompts(settings.prompts)
        prompts.check()
        return cls(ChatClient.from_settings(settings), prompts, name=name)

    @classmethod
    def on_model(
        cls, model: BaseChatModel, settings: Settings, *, name: str = "language"
    ) -> LanguageTeam:
        """The team on a LangChain chat model that somebody made.

        Raises:
            InputError: A prompt file cannot be used.
        """
        prompts = Prompts(settings.prompts)
        prompts.check()
        return cls(ChatClient.for_model(model, settings), prompts, name=name)

    @property
    def name(self) -> str:
        """Unique in a run."""
        return self._name

    @property
    def client(self) -> ChatClient:
        """The chat model that the team works with."""
        return self._client

    async def attempt(self, problem: Problem, context: TeamContext) -> Attempt:
        """Model and solve the Problem; whatever the model does, this returns."""
        desk = Desk(self._name, self._client, self._prompts, context)
        session = Session(desk, problem)
        steps = _STEPS_PER_REPAIR * (context.settings.repairs + 2)
        try:
            work = await _on_its_own(
                team_graph().ainvoke(Work(repairs=0), {"recursion_limit": steps}, context=session)
            )
        except OptimootError as error:
            return stopped_by(session, error)
        attempt: Attempt = work["result"]
        return attempt


async def _on_its_own(graph: Coroutine[Any, Any, Any]) -> Any:
    """Run a graph as if it were not inside a node of another.

    It would inherit the run's way of checkpointing, and wait for a saver that it does not have.
    """
    context = contextvars.copy_context()
    context.run(var_child_runnable_config.set, None)
    return await asyncio.create_task(graph, context=context)


@cache
def team_graph() -> CompiledStateGraph[Work, Session, Work, Work]:
    """The graph of the team's roles; nodes say in their signatures where they may go."""
    graph = StateGraph(Work, context_schema=Session)
    graph.add_node("formulate", formulate)
    graph.add_node("solve", solve)
    graph.add_node("criticize", criticize)
    graph.add_node("plan", plan)
    graph.add_node("code", code)
    graph.add_edge(START, "formulate")
    # what a node got from the model is on record in the run's folder: no checkpoints in here
    return graph.compile(checkpointer=False, name="language team")


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
        conversation = desk.opening(Role.FORMULATOR, **problem_values(session.problem))
    numbers = session.problem.numbers
    reply, said = await desk.ask(Role.FORMULATOR, conversation, FormulatorReply, numbers)
    formulation = reply.formulation
    if formulation is None or (reply.questions and not _is_grounded(formulation)):
        session.note(Role.FORMULATOR, RoleState.ABSTAINED, reply.analysis)
        return Command(goto=_END, update={"result": abstained(session, reply)})
    formulation = with_free_names(formulation)
    session.note(Role.FORMULATOR, RoleState.DONE, formulation.title or reply.analysis)
    update = Work(
        formulator=said,
        formulation=formulation,
        left_out=frozenset(name for part in reply.left_out for name in part.numbers),
        findings=(),
        compiled=None,
        written=None,
        coder=None,
    )
    faults = _faults(formulation)
    if not faults:
        return Command(goto="solve", update=update)
    session.history.append(f"The formulation was not well-formed: {faults[0]}")
    if state["repairs"] < session.settings.repairs:
        update |= Work(findings=faults, stage="reviewed", repairs=state["repairs"] + 1)
        return Command(goto="formulate", update=update)
    update |= Work(formulation=None, findings=faults)
    return Command(goto="plan", update=update)


async def solve(
    state: Work, runtime: Runtime[Session]
) -> Command[Literal["formulate", "criticize", "plan", "__end__"]]:
    """The compiled Formulation is run and checked: the plan that costs no tokens."""
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
        return _back_to_formulator(state, session, str(error), "bound to its data")
    session.trials.append(trial)
    session.note("solver", RoleState.DONE, trial.told)
    session.history.append(f"The compiled formulation: {trial.told}")
    update = Work(compiled=trial)
    if trial.is_sound:
        return Command(goto=_END, update=update | Work(result=result_of(session)))
    failure = trial.outcome.failure
    if failure is not None and failure.kind is FailureKind.EXCEPTION:
        return _back_to_formulator(state, session, failure.message, "compiled and run")
    if trial.trouble in (Trouble.NO_SOLVER, Trouble.DOES_NOT_RUN):
        return Command(goto="plan", update=update | Work(findings=(trial.told,)))
    return Command(goto="criticize", update=update)


async def criticize(
    state: Work, runtime: Runtime[Session]
) -> Command[Literal["formulate", "plan", "code", "__end__"]]:
    """The critic holds model and result against the words of the problem."""
    session = runtime.context
    trial = state.get("written") or state.get("compiled")
    if trial is None:
        return Command(goto=_END, update={"result": result_of(session)})
    session.note(Role.CRITIC, RoleState.WORKING, trial.told)
    other = state.get("compiled") if trial.program.origin is Origin.CODER else None
    conversation = session.desk.opening(
        Role.CRITIC, **critic_brief(session.problem, state.get("formulation"), trial, other)
    )
    reply, _ = await session.desk.ask(Role.CRITIC, conversation, CriticReply)
    findings = tuple(str(finding) for finding in reply.findings)
    session.note(Role.CRITIC, RoleState.DONE, findings[0] if findings else reply.route)
    if reply.route == "ask" and reply.questions:
        session.history.append("The critic found that something is missing.")
        return Command(goto=_END, update={"result": asked_for(session, reply.questions)})
    if reply.route == "accept" or not findings:
        session.history.append("The critic accepted the model.")
        return Command(goto=_END, update={"result": result_of(session)})
    session.history.append(f"The critic: {findings[0]}")
    if state["repairs"] >= session.settings.repairs:
        return Command(goto=_END, update={"result": result_of(session)})
    update = Work(findings=findings, repairs=state["repairs"] + 1)
    if reply.route == "formulation" and "formulator" in state:
        return Command(goto="formulate", update=update | Work(stage="solved and criticized"))
    return Command(goto="code" if state.get("coder") else "plan", update=update)


async def plan(state: Work, runtime: Runtime[Session]) -> Command[Literal["code"]]:
    """The planner says how else the model can be encoded."""
    session = runtime.context
    trouble = state.get("findings", ()) or ("The compiled formulation did not do.",)
    session.note(Role.PLANNER, RoleState.WORKING, trouble[0])
    conversation = session.desk.opening(
        Role.PLANNER,
        problem=session.problem.text,
        algebra=algebra(state.get("formulation")),
        trouble=trouble,
    )
    reply, _ = await session.desk.ask(Role.PLANNER, conversation, PlannerReply)
    session.note(Role.PLANNER, RoleState.DONE, reply.plans[0].approach)
    session.history.append(f"Plan: {reply.plans[0].approach}")
    return Command(goto="code", update=Work(plans=reply.plans, findings=()))


async def code(
    state: Work, runtime: Runtime[Session]
) -> Command[Literal["code", "criticize", "__end__"]]:
    """The coder writes a Program, or mends it; it is run and compared with the compiled one."""
    session = runtime.context
    findings = state.get("findings", ())
    session.note(Role.CODER, RoleState.WORKING, findings[0] if findings else "")
    reply, said = await session.desk.ask_for_code(_with_coder(session, state))
    session.note(Role.CODER, RoleState.DONE, f"{len(reply.source.splitlines())} lines")
    program = Program(
        source=reply.source,
        data=program_data(session.problem, state.get("formulation"), reply.data),
        origin=Origin.CODER,
    )
    trial, compiled = await _try_program(session, state, program)
    session.trials.append(trial)
    session.history.append(f"The coder's program: {trial.told}")
    update = Work(coder=said, written=trial, compiled=compiled, findings=())
    if trial.is_sound:
        return Command(goto=_END, update=update | Work(result=result_of(session)))
    spent = state["repairs"] >= session.settings.repairs
    if trial.trouble in (Trouble.DOES_NOT_RUN, Trouble.NO_SOLVER, Trouble.WRONG_SHAPE):
        if spent:
            return Command(goto=_END, update=update | Work(result=result_of(session)))
        update |= Work(findings=(trial.told,), repairs=state["repairs"] + 1)
        return Command(goto="code", update=update)
    return Command(goto="criticize", update=update)


def _with_coder(session: Session, work: Work) -> Conversation:
    """The conversation in which the coder writes a first Program, or mends its last one."""
    desk = session.desk
    before, findings = work.get("coder"), work.get("findings", ())
    if before is None or not findings:
        brief = coder_brief(session.problem, work.get("formulation"), work.get("plans", ()))
        return desk.opening(Role.CODER, **brief)
    written = work.get("written")
    failure = written.trouble if written is not None else None
    mend = desk.prompts.render(
        Role.CODER, "mend", findings=findings, failure=failure or "was criticized"
    )
    return before.brief().asked(mend)


async def _try_program(
    session: Session, work: Work, program: Program
) -> tuple[Trial, Trial | None]:
    """Run the coder's Program; where the compiled one was settled, each is held against the other.

    Returns:
        The Program's try, and the compiled one's with the comparison among its checks.
    """
    session.note("solver", RoleState.WORKING)
    compiled = work.get("compiled")
    formulation = work.get("formulation")
    plans = work.get("plans", ())
    settings = session.settings
    if plans and settings.solver == "auto":
        settings = settings.model_copy(update={"solver": plans[0].solver})
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


def _back_to_formulator(
    work: Work, session: Session, complaint: str, stage: str
) -> Command[Literal["formulate", "criticize", "plan", "__end__"]]:
    """The formulator mends what it can mend; when it may not any more, the coder does without."""
    if work["repairs"] < session.settings.repairs:
        update = Work(findings=(complaint,), stage=stage, repairs=work["repairs"] + 1)
        return Command(goto="formulate", update=update)
    return Command(goto="plan", update=Work(findings=(complaint,), formulation=None))


def _faults(formulation: Formulation) -> tuple[str, ...]:
    """What the review holds against a Formulation, one line each."""
    from optimoot.finding import Severity
    from optimoot.review import review

    return tuple(
        str(finding) for finding in review(formulation) if finding.severity is Severity.ERROR
    )


def _is_grounded(formulation: Formulation) -> bool:
    """Whether every value but 0 and 1 cites a Number or a table."""
    return all(
        entry.numbers or entry.value in (0.0, 1.0)
        for parameter in formulation.parameters
        for entry in parameter.entries
    )
