"""A language-model team's turn in a debate: it defends, concedes, or brings a revised model.

A revised model is run before anybody sees it.
"""

from __future__ import annotations

import asyncio
from typing import Any

from optimoot.agents.debate.protocol import signature
from optimoot.agents.debate.summary import told
from optimoot.agents.debate.turns import Critique, Move, Stance, Turn
from optimoot.agents.debate.view import Rival, View, doubts
from optimoot.agents.language.briefs import algebra, problem_values
from optimoot.agents.language.formulating import faults_of
from optimoot.agents.language.roles import Conversation, DebaterReply, Desk, Role, UnusableReply
from optimoot.agents.naming import with_free_names
from optimoot.agents.remembering.showing import shown_debates
from optimoot.agents.team import Candidate
from optimoot.agents.trial import Trial, try_formulation
from optimoot.errors import InputError
from optimoot.events import RoleEvent, RoleState
from optimoot.problem import Problem

_EXCERPT = 160


async def take_turn(desk: Desk, problem: Problem, view: View) -> Move:
    """One move; a reply that cannot be used leaves the team where it is.

    Raises:
        ModelRequestError: No completion could be had.
        BudgetSpent: The budget is spent.
    """
    _note(desk, RoleState.WORKING, f"round {view.round}")
    differences = tuple(line for rival in view.rivals for line in rival.differences)
    debates = await desk.context.memory.debated(
        problem, desk.team, differences, view.own.formulation
    )
    conversation = desk.opening(
        Role.DEBATER, **debater_brief(problem, view), debates=shown_debates(debates)
    )
    try:
        reply, conversation = await desk.ask(
            Role.DEBATER, conversation, DebaterReply, problem.numbers
        )
        revised = await _revision(desk, problem, view, reply, conversation)
    except UnusableReply as error:
        _note(desk, RoleState.FAILED, str(error))
        return Move(turn=_turn(view, Stance.DEFEND, (Critique(why=str(error)),)))
    reply, position = revised
    if reply.stance is Stance.CONCEDE and (rival := view.rival(reply.to)) is not None:
        position = _taken_over(view.own, rival.candidate)
    stance = reply.stance if position is not None else Stance.DEFEND
    _note(desk, RoleState.DONE, f"{stance}: {reply.analysis}")
    held = position or view.own
    return Move(
        turn=_turn(
            view, stance, reply.critiques, to=reply.to if position is not None else "",
            result=told(held.outcome), question=reply.question,
        ),
        position=position,
    )  # fmt: skip


def debater_brief(problem: Problem, view: View) -> dict[str, Any]:
    """What the prompt shows of the positions."""
    own = view.own
    return problem_values(problem) | {
        "own": {
            "name": own.team,
            "result": told(own.outcome),
            "formulation": own.formulation.model_dump_json(exclude_defaults=True)
            if own.formulation is not None
            else "",
            "program": own.program.source,
            "doubts": doubts(own),
        },
        "rivals": [_shown(rival) for rival in view.rivals],
        "round": view.round,
    }


def _shown(rival: Rival) -> dict[str, Any]:
    candidate = rival.candidate
    return {
        "name": candidate.team,
        "agrees": rival.agrees,
        "result": told(candidate.outcome),
        "model": algebra(candidate.formulation),
        "program": candidate.program.source,
        "doubts": doubts(candidate),
        "differences": rival.differences,
        "said": [_line(critique) for critique in rival.said],
    }


def _line(critique: Critique) -> str:
    of = f"of {critique.of}, " if critique.of else ""
    quote = f" “{critique.quote}”" if critique.quote else ""
    return f"{of}{critique.where}: {critique.why}{quote}"


async def _revision(
    desk: Desk, problem: Problem, view: View, reply: DebaterReply, said: Conversation
) -> tuple[DebaterReply, Candidate | None]:
    """The revised candidate, if the reply brings one that runs; it may be mended once."""
    for chance in range(2):
        if reply.stance is not Stance.REVISE or reply.formulation is None:
            return reply, None
        trial, faults = await asyncio.to_thread(_tried, desk, problem, reply)
        if trial is not None and trial.is_result:
            revised = _revised(view.own, trial, view.round)
            # a team that says again what it holds has not moved
            return reply, None if signature(revised) == signature(view.own) else revised
        if chance:
            break
        mend = desk.prompts.render(Role.DEBATER, "mend", findings=faults)
        reply, said = await desk.ask(Role.DEBATER, said.asked(mend), DebaterReply, problem.numbers)
    return reply, None


def _tried(desk: Desk, problem: Problem, reply: DebaterReply) -> tuple[Trial | None, list[str]]:
    """The revised Formulation's try, and what stands in its way."""
    if reply.formulation is None:
        return None, []
    formulation = with_free_names(reply.formulation)
    if faults := faults_of(formulation):
        return None, list(faults)
    left_out = frozenset(name for part in reply.left_out for name in part.numbers)
    context = desk.context
    try:
        trial = try_formulation(problem, formulation, context.settings, context.ledger, left_out)
    except InputError as error:
        return None, [str(error)]
    return trial, [trial.told]


def _revised(own: Candidate, trial: Trial, round_: int) -> Candidate:
    return own.model_copy(
        update={
            "formulation": trial.formulation,
            "program": trial.program,
            "outcome": trial.outcome,
            "certificate": trial.certificate,
            "history": (*own.history, f"Revised in round {round_} of the debate: {trial.told}"),
            "swayed": True,
        }
    )


def _taken_over(own: Candidate, other: Candidate) -> Candidate:
    history = (*own.history, f"Conceded: took over the model of {other.team!r}.")
    own_marks = {"team": own.team, "kin": own.kin, "backbone": own.backbone}
    return other.model_copy(update=own_marks | {"history": history, "swayed": True})


def _turn(
    view: View,
    stance: Stance,
    critiques: tuple[Critique, ...],
    *,
    to: str = "",
    result: str = "",
    question: str = "",
) -> Turn:
    return Turn(
        number=view.number, round=view.round, team=view.own.team, stance=stance,
        critiques=critiques, to=to, result=result or told(view.own.outcome), question=question,
    )  # fmt: skip


def _note(desk: Desk, state: RoleState, excerpt: str) -> None:
    tokens = desk.context.ledger.tokens_of(desk.team, Role.DEBATER)
    line = " ".join(excerpt.split())[:_EXCERPT]
    desk.context.emit(
        RoleEvent(team=desk.team, role=Role.DEBATER, state=state, excerpt=line, tokens=tokens)
    )
