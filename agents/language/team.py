"""The team that works with a language model: formulator, planner, coder and critic."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Coroutine, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from langchain_core.runnables.config import var_child_runnable_config

from optimoot.agents.budget import Budget
from optimoot.agents.client import ChatClient
from optimoot.agents.debate.turns import Move
from optimoot.agents.debate.view import View
from optimoot.agents.language.arms import Arm
from optimoot.agents.language.debating import take_turn
from optimoot.agents.language.graph import STEPS_PER_REPAIR, team_graph
from optimoot.agents.language.roles import Desk
from optimoot.agents.language.session import Session, stopped_by
from optimoot.agents.language.verifying import Verifier
from optimoot.agents.language.work import Work
from optimoot.agents.ledger import Ledger
from optimoot.agents.prompting import Prompts
from optimoot.agents.team import Attempt, Candidate, TeamContext
from optimoot.errors import OptimootError
from optimoot.problem import Problem
from optimoot.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


class LanguageTeam:
    """A team on one chat model, or on one for each role.

    Args:
        client: The model.
        prompts: Its prompts.
        name: Unique in a run.
        roles: Models of single roles, by the role's name.
        changes: Settings that are its own: plans, repairs, scheduling.
        budget: What it may spend of the run's budget.
    """

    def __init__(
        self,
        client: ChatClient,
        prompts: Prompts | None = None,
        *,
        name: str = "language",
        roles: Mapping[str, ChatClient] | None = None,
        changes: Mapping[str, Any] | None = None,
        budget: Budget | None = None,
    ) -> None:
        self._client = client
        self._prompts = prompts or Prompts()
        self._name = name
        self._roles = dict(roles or {})
        self._changes = dict(changes or {})
        self._budget = budget or Budget()
        self._ledgers: dict[str, Ledger] = {}

    @classmethod
    def from_settings(
        cls, settings: Settings, *, name: str = "language", recorded: bool = False
    ) -> LanguageTeam:
        """The team on `settings.model`.

        Raises:
            InputError: The model, its key or a prompt file cannot be used.
        """
        prompts = Prompts(settings.prompts)
        prompts.check()
        return cls(ChatClient.from_settings(settings, recorded=recorded), prompts, name=name)

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
    def clients(self) -> tuple[ChatClient, ...]:
        """The chat models that the team works with, that of most roles first."""
        return (self._client, *self._roles.values())

    async def attempt(self, problem: Problem, context: TeamContext) -> Attempt:
        """Model and solve the Problem; whatever the model does, this returns."""
        await asyncio.to_thread(_start_sandbox)
        desk = self._desk(context)
        context = desk.context
        session = Session(desk, problem)
        steps = STEPS_PER_REPAIR * (context.settings.repairs + 2)
        try:
            work = await _on_its_own(
                team_graph().ainvoke(
                    Work(repairs=0, arms=(Arm(),)), {"recursion_limit": steps}, context=session
                )
            )
        except OptimootError as error:
            return stopped_by(session, error)
        attempt: Attempt = work["result"]
        return attempt

    def verifier(self, problem: Problem, candidate: Candidate, context: TeamContext) -> Verifier:
        """A writer of checkers for a candidate's plan."""
        return Verifier(self._desk(context), problem, candidate)

    async def debate(self, problem: Problem, view: View, context: TeamContext) -> Move:
        """One move in a debate.

        Raises:
            ModelRequestError: No completion could be had.
            BudgetSpent: The budget is spent.
        """
        return await take_turn(self._desk(context), problem, view)

    def _desk(self, context: TeamContext) -> Desk:
        """Where its roles work: its own settings, and its share of the run's budget."""
        ledger = self._ledgers.setdefault(context.run_id, context.ledger.within(self._budget))
        own = replace(
            context, settings=context.settings.model_copy(update=self._changes), ledger=ledger
        )
        return Desk(self._name, self._client, self._prompts, own, self._roles)


def _start_sandbox() -> None:
    """Its libraries are imported while the first completion is awaited."""
    from optimoot.solvers.sandbox import shared_sandbox

    shared_sandbox().start()


async def _on_its_own(graph: Coroutine[Any, Any, Any]) -> Any:
    """Run a graph as if it were not inside a node of another.

    It would inherit the run's way of checkpointing, and wait for a saver that it does not have.
    """
    context = contextvars.copy_context()
    context.run(var_child_runnable_config.set, None)
    return await asyncio.create_task(graph, context=context)
