"""Teams whose attempts are made once, for all the ways to work that begin with them."""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace

from optimoot.agents.client import ChatClient
from optimoot.agents.language.team import LanguageTeam
from optimoot.agents.ledger import Charge, Ledger
from optimoot.agents.team import Attempt, TeamContext
from optimoot.benchmarks.simulation.backbone import Mind, SimulatedModel
from optimoot.problem import Problem


@dataclass(frozen=True)
class Attempted:
    """An attempt that was made before: what it gave, what it cost, what its model then thought."""

    attempt: Attempt
    charges: tuple[Charge, ...]
    mind: Mind


class Repeated(LanguageTeam):
    """A team whose attempt at a problem is made once, and then repeated at the same cost.

    The backbone is deterministic, so that a second attempt under the same settings would give the
    same; it only takes its time.
    """

    def __init__(
        self,
        client: ChatClient,
        name: str,
        model: SimulatedModel,
        attempts: dict[str, Attempted],
    ) -> None:
        super().__init__(client, name=name)
        self._model, self._attempts = model, attempts

    async def attempt(self, problem: Problem, context: TeamContext) -> Attempt:
        """The attempt, made or repeated."""
        settings = context.settings
        ways = f"{settings.repairs}|{settings.plans}|{settings.scheduling}"
        key = f"{self.name}|{problem.text}|{ways}"
        if key not in self._attempts:
            ledger = Ledger()
            made = await super().attempt(problem, replace(context, ledger=ledger))
            self._ledgers.clear()  # what comes after the attempt is charged to the run
            mind = self._model.mind_of(self.name, problem.text)
            self._attempts[key] = Attempted(made, ledger.charges(), copy.deepcopy(mind))
        known = self._attempts[key]
        for charge in known.charges:
            context.ledger.record(charge)
        self._model.think(self.name, problem.text, copy.deepcopy(known.mind))
        return known.attempt
