"""Debug scheduling by itself: plans of unlike promise, and a bounded number of repairs.

The compiled Formulation is out of reach of the solver that is asked for, so that everything hangs
on the coder's programs. Of each problem's plans one mostly works out, one sometimes and one hardly
ever, in an order that nobody knows; a step of work on a plan gives a right program at the plan's
own rate, else one that does not run or one that is wrong.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from typing import Final

from optimoot.agents.client import ChatClient
from optimoot.agents.language.team import LanguageTeam
from optimoot.agents.models import ModelName
from optimoot.agents.team import TeamContext
from optimoot.benchmarks.simulation.backbone import SimulatedModel, drawn
from optimoot.benchmarks.simulation.cases import Case
from optimoot.benchmarks.simulation.rules import single
from optimoot.benchmarks.simulation.ways import Bench, Result, Way, result_of
from optimoot.benchmarks.simulation.writing import formulator_reply, program_reply
from optimoot.formulation import Formulation
from optimoot.settings import Settings
from optimoot.team_spec import Scheduling

PROMISE: Final = (0.7, 0.3, 0.05)
"""How often a step of work on a plan gives a right program, in an order drawn for each problem."""
REPAIRS: Final = 6
_PLAN = re.compile(r"way number (\d)")


class PlanningModel(SimulatedModel):
    """A backbone whose formulation needs another solver, and whose plans differ in promise."""

    def reply(self, team: str, role: str, messages: list[str]) -> str:
        """What it says to a role's messages."""
        case = self._case(messages)
        mind = self._mind(team, case)
        mind.spoken[role] = mind.spoken.get(role, 0) + 1
        chance = self._chance(case, team, role, mind.spoken[role])
        if role == "formulator":
            return formulator_reply(beyond_reach(case.right.formulation))
        if role == "planner":
            plans = [{"approach": f"way number {n}"} for n in range(1, len(PROMISE) + 1)]
            return json.dumps({"plans": plans})
        if role == "coder":
            return self._program(case, team, messages, chance)
        sees = bool(mind.reading.error) and chance.random() < self.rates.sees
        if not sees:
            return json.dumps({"findings": [], "route": "accept"})
        finding = {"where": "the program", "why": mind.reading.error}
        return json.dumps({"findings": [finding], "route": "program"})

    def _program(self, case: Case, team: str, messages: list[str], chance: random.Random) -> str:
        """A program of the plan that the messages name: right, wrong or broken."""
        found = _PLAN.search(messages[1])
        place = int(found.group(1)) - 1 if found is not None else 0
        promise = list(PROMISE)
        drawn("promise", case.problem.text).shuffle(promise)
        mind = self._mind(team, case)
        mind.reading = case.right
        if chance.random() < promise[place]:
            return program_reply(case.right.program)
        if chance.random() < 0.5:
            return program_reply(case.right.program, broken=True)
        mind.reading = chance.choice(case.wrong)
        return program_reply(mind.reading.program)


def beyond_reach(formulation: Formulation) -> Formulation:
    """The Formulation with a term that is nearly nothing, and that no linear solver takes."""
    variable = formulation.variables[0]
    loops = [(f"i{place}", name) for place, name in enumerate(variable.index)]
    item = f"{variable.name}[{', '.join(name for name, _ in loops)}]" if loops else variable.name
    over = " ".join(f"for {name} in {members}" for name, members in loops)
    term = f"sum(sin({item}) {over})" if loops else f"sin({item})"
    goal = formulation.objective
    if goal is None:
        return formulation
    changed = goal.model_copy(update={"expression": f"{goal.expression} + 0.000000001 * {term}"})
    return formulation.model_copy(update={"objective": changed})


def scheduled(scheduling: Scheduling) -> Way:
    """One team's attempt, its repairs spent by a scheduler."""

    async def work(bench: Bench, case: Case) -> Result:
        settings = Settings(
            data_folder=bench.folder, verifier=False, solver="highs", scheduling=scheduling,
            plans=len(PROMISE) + 1, repairs=REPAIRS,
        )  # fmt: skip
        model = PlanningModel(cases=bench.cases, rates=bench.rates, seed=bench.seed)
        client = ChatClient.for_model(model, settings)
        named = replace(client, name=ModelName("simulated", "planner"), replayable=False)
        context = TeamContext(run_id="simulation", settings=settings)
        made = await LanguageTeam(named, name="team-1").attempt(case.problem, context)
        return result_of(case, single([made]), context.ledger)

    return work


SCHEDULED: dict[str, Way] = {
    f"plans by {kind.replace('_', '-')}": scheduled(kind) for kind in Scheduling
}
