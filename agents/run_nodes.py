"""The nodes of a run's graph: what is done in each, and where it may go from there."""

from __future__ import annotations

import asyncio
from typing import Final, Literal

from langgraph.runtime import Runtime
from langgraph.types import Command, Send, interrupt
from pydantic import TypeAdapter

from optimoot.agents.answer import Answer
from optimoot.agents.approval import heeding
from optimoot.agents.asking import Reply, correction_in, is_yes, replies_to
from optimoot.agents.assembly import (
    Weighed,
    after_checks,
    assemble,
    counting,
    debaters,
    held_after,
    weigh,
)
from optimoot.agents.debate.room import Room
from optimoot.agents.debate.turns import Move
from optimoot.agents.judgement import front_runner, opponents
from optimoot.agents.remembering.keeping import keep_in_memory
from optimoot.agents.run_state import RunContext, RunState, TeamTask, attempt_name
from optimoot.agents.team import Abstention, Attempt, Candidate, Team, told_fault
from optimoot.agents.verification import cross_examine, verify
from optimoot.certificate import Check
from optimoot.errors import InputError, RunError
from optimoot.events import Warned
from optimoot.problem import Problem

_REMEMBER: Final = "remember"
_GRACE = 5.0
"""Seconds past the budget that a team gets to come back with what it has."""

_attempts: TypeAdapter[Attempt] = TypeAdapter(Attempt)


async def intake(state: RunState, runtime: Runtime[RunContext]) -> RunState:
    """The checkpoints and the folder are of one run."""
    kept = runtime.context.folder.run_id
    if state["run_id"] != kept:
        raise RunError(f"The checkpoints are of the run {state['run_id']!r}.", run_id=kept)
    return RunState()


def to_teams(state: RunState, runtime: Runtime[RunContext]) -> list[Send]:
    """Every team gets the Problem, at once."""
    return _sent(runtime.context, state.get("replies") or [], state.get("part", 0))


async def attempt(state: TeamTask, runtime: Runtime[RunContext]) -> RunState:
    """One team's attempt; nothing that it does takes the others down."""
    context = runtime.context
    team = context.teams[state["team"]]
    made = await _attempt_within_budget(team, context.problem_of(state), context)
    name = attempt_name(team.name, state.get("part", 0))
    context.brought[name] = made
    text = await asyncio.to_thread(_attempts.dump_json, made)
    context.folder.save_attempt(name, text)
    return RunState(finished=[name])


async def debate(
    state: RunState, runtime: Runtime[RunContext]
) -> Command[Literal["debate", "verify"]]:
    """One move of the debate, where teams differ and can argue."""
    context, done = runtime.context, state.get("moves", 0)
    room = await asyncio.to_thread(_room, state, context)
    if room is None or (not done and room.ended):
        return Command(goto="verify")
    if ended := room.ended:
        return Command(goto="verify", update=RunState(ended=ended))
    move = await _move_within_budget(room, context)
    if move is None:
        return Command(goto="verify", update=RunState(ended="The budget is spent."))
    part = state.get("part", 0)
    await asyncio.to_thread(context.folder.save_move, part, done + 1, move.model_dump_json())
    return Command(goto="debate", update=RunState(moves=done + 1))


async def verify_chosen(state: RunState, runtime: Runtime[RunContext]) -> RunState:
    """The verdict; meanwhile checkers that know no model look at the plans that it may choose."""
    context = runtime.context
    await asyncio.to_thread(_room, state, context)
    checking = asyncio.create_task(_checked_meanwhile(state, context))
    try:
        weighed = await asyncio.to_thread(_weighed, state, context)
        checks = await checking
    finally:
        checking.cancel()
    context.weighed = after_checks(weighed, checks)
    return RunState(checks={team: c.model_dump(mode="json") for team, c in checks.items()})


async def assemble_attempts(state: RunState, runtime: Runtime[RunContext]) -> RunState:
    """The Answer: what the teams brought, where the debate left them, what the checker says."""
    context, settings = runtime.context, runtime.context.team_context.settings

    def assembled() -> Answer:
        weighed = context.weighed or _weighed(state, context)
        answer = assemble(
            weighed,
            approve=settings.approve and not state.get("approved"),
            checks=_checks_in(state),
            settings=settings,
            ledger=context.team_context.ledger,
            run_id=context.folder.run_id,
            trace=str(context.folder.path),
        )
        context.folder.save_answer(answer.model_dump_json())
        return answer

    context.answer = await asyncio.to_thread(assembled)
    return RunState(verdict=context.answer.verdict.value)


async def ask(
    state: RunState, runtime: Runtime[RunContext]
) -> Command[Literal["attempt", "remember"]]:
    """Where something is to be asked, wait for the user; a reply sends the teams to work again."""
    context = runtime.context
    answer = await asyncio.to_thread(_answer_so_far, context)
    if not answer.questions:
        return Command(goto=_REMEMBER)
    questions = [question.model_dump(mode="json") for question in answer.questions]
    said: list[str] = interrupt({"questions": questions})
    refused = list(state.get("refused") or [])
    told = replies_to(answer.questions, said)
    if answer.verdict.is_decided:  # what is asked then is whether its assumptions hold
        if said and is_yes(said[0]):
            context.answer = answer.model_copy(update={"questions": ()})
            await asyncio.to_thread(context.folder.save_answer, context.answer.model_dump_json())
            return Command(goto=_REMEMBER, update=RunState(approved=True))
        refused += answer.formulation.assumptions if answer.formulation is not None else ()
        told = [Reply(question="", answer=text) for one in told
                if (text := correction_in(one["answer"]))]  # fmt: skip
    replies = [*(state.get("replies") or []), *told]
    part = state.get("part", 0) + 1
    context.room = context.weighed = context.answer = None
    update = RunState(replies=replies, part=part, moves=0, ended="", checks={}, refused=refused)
    if refused and answer.verdict.is_decided:
        update["refused_objective"] = answer.objective
    return Command(goto=_sent(context, replies, part), update=update)


async def remember(state: RunState, runtime: Runtime[RunContext]) -> RunState:  # noqa: ARG001
    """What the run is worth goes into the memory bank; without one, the Answer stands as well."""
    context = runtime.context
    if context.recollection is None:
        return RunState()
    answer = await asyncio.to_thread(_answer_so_far, context)
    context.answer = await keep_in_memory(answer, context.recollection, context.team_context)
    await asyncio.to_thread(context.folder.save_answer, context.answer.model_dump_json())
    return RunState()


async def _checked_meanwhile(state: RunState, context: RunContext) -> dict[str, Check]:
    """What checkers find of the plan to be chosen, or of all where teams differ; by team."""
    if not context.team_context.settings.verifier:
        return {}
    held = await asyncio.to_thread(_held, state, context)
    problem, ahead = context.problem_of(state), front_runner(held)
    if ahead is not None:
        check = await verify(problem, ahead, context.teams, context.team_context)
        return {ahead.team: check} if check is not None else {}
    return await cross_examine(problem, opponents(held), context.teams, context.team_context)


def _held(state: RunState, context: RunContext) -> tuple[Candidate, ...]:
    room = _room(state, context)
    opening, _ = counting(_attempts_of(state, context))
    return held_after(opening, room.moves if room is not None else ())


def _checks_in(state: RunState) -> dict[str, Check]:
    return {team: Check.model_validate(kept) for team, kept in (state.get("checks") or {}).items()}


def _answer_so_far(context: RunContext) -> Answer:
    """The Answer of this process, or the one that an earlier process kept."""
    if context.answer is None:
        kept = context.folder.answer()
        if kept is None:
            raise RunError(
                "The run's checkpoints say that it has an answer, but it is gone.",
                run_id=context.folder.run_id,
            )
        context.answer = Answer.model_validate_json(kept)
    return context.answer


def _sent(context: RunContext, replies: list[Reply], part: int) -> list[Send]:
    return [
        Send("attempt", TeamTask(team=name, part=part, replies=replies)) for name in context.teams
    ]


async def _attempt_within_budget(team: Team, problem: Problem, context: RunContext) -> Attempt:
    ledger = context.team_context.ledger
    left = ledger.seconds_left
    try:
        async with asyncio.timeout(None if left is None else left + _GRACE):
            made: object = await team.attempt(problem, context.team_context)
        if isinstance(made, Candidate | Abstention):
            return made
        reason = f"It brought {type(made).__name__!r}, which is neither a result nor an abstention."
        context.team_context.emit(Warned(message=reason, team=team.name))
    except TimeoutError:
        reason = f"The budget of {ledger.budget} was spent before it came back."
    except InputError as error:
        reason = str(error)
    except Exception as error:  # noqa: BLE001 - whatever a team does, the others go on
        reason = told_fault(error)
        context.team_context.emit(Warned(message=reason, team=team.name))
    return Abstention(team=team.name, reason=reason, failed=True)


def _weighed(state: RunState, context: RunContext) -> Weighed:
    room = _room(state, context)
    weighed = weigh(
        context.problem_of(state),
        _attempts_of(state, context),
        context.team_context.settings,
        context.team_context.ledger,
        moves=room.moves if room is not None else (),
        ended=state.get("ended", ""),
    )
    return after_checks(weighed, _checks_in(state))


def _room(state: RunState, context: RunContext) -> Room | None:
    """The debate as far as it has gone; None where there is nothing to debate."""
    if context.room is None:
        opening = debaters(_attempts_of(state, context))
        if not opening:
            return None
        texts = context.folder.moves(state.get("part", 0), state.get("moves", 0))
        moves = [Move.model_validate_json(text) for text in texts]
        problem = context.problem_of(state)
        context.room = Room(problem, opening, context.teams, context.team_context, moves)
    return context.room


async def _move_within_budget(room: Room, context: RunContext) -> Move | None:
    """The next move; None where the budget leaves no time for it."""
    left = context.team_context.ledger.seconds_left
    if left is not None and left <= 0:
        return None
    try:
        async with asyncio.timeout(None if left is None else left + _GRACE):
            return await room.next_move()
    except TimeoutError:
        return None


def _attempts_of(state: RunState, context: RunContext) -> list[Attempt]:
    finished, part = set(state["finished"]), state.get("part", 0)
    names = [attempt_name(team, part) for team in context.teams]
    refused, objective = tuple(state.get("refused") or ()), state.get("refused_objective")
    return [
        heeding(_brought(name, context), refused, objective) for name in names if name in finished
    ]


def _brought(name: str, context: RunContext) -> Attempt:
    """An attempt, from this process or from the folder."""
    if name in context.brought:
        return context.brought[name]
    return _attempts.validate_json(context.folder.attempt(name))
