"""Baselines of the literature: one completion writes a program, and its result is the answer.

Nothing is formulated, checked, mended or debated, and there is no certificate: what comes out is
stated as it is.
"""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from optimoot.agents.answer import Answer
from optimoot.agents.client import ChatClient, Message, Seat
from optimoot.agents.language.replies import ReplyError, json_block, read_code
from optimoot.agents.language.roles import Role
from optimoot.agents.prompting import Prompts
from optimoot.agents.team import Abstention, Attempt, Candidate, Team, TeamContext
from optimoot.agents.trial import checked, run_program
from optimoot.benchmarks.items import Item
from optimoot.benchmarks.presets.choosing import language_teams
from optimoot.benchmarks.running.preset import Preset, by_assembly
from optimoot.errors import OptimootError
from optimoot.problem import Problem, Table
from optimoot.program import Origin, Program
from optimoot.settings import Settings

LONGEST_TABLES: Final = 40_000
"""Characters of an item's tables that a prompt takes."""
_PROMPTS: Final = Path(__file__).parent / "prompts"


@dataclass(frozen=True)
class OneCompletion:
    """A team whose model writes a whole program at once.

    Attributes:
        prompt: Name of its prompt's file, without the ending.
    """

    name: str
    client: ChatClient
    prompt: str

    async def attempt(self, problem: Problem, context: TeamContext) -> Attempt:
        """One completion, and one run of the program in it."""
        try:
            return await self._attempt(problem, context)
        except (ReplyError, OptimootError) as error:
            failed = isinstance(error, OptimootError)
            return Abstention(team=self.name, reason=str(error), failed=failed)

    async def _attempt(self, problem: Problem, context: TeamContext) -> Attempt:
        prompts = Prompts(_PROMPTS)
        tables = [_as_csv(table) for table in problem.tables]
        if sum(map(len, tables)) > LONGEST_TABLES:
            return Abstention(team=self.name, reason="The tables are too long for one prompt.")
        messages = [
            Message("system", prompts.render(self.prompt, "system")),
            Message(
                "user", prompts.render(self.prompt, "user", problem=problem.text, tables=tables)
            ),
        ]
        seat = Seat(team=self.name, role=Role.CODER, context=context)
        completion = await self.client.complete(messages, seat)
        program = Program(
            source=read_code(completion.text, "build_model"),
            data=json_block(completion.text) or {},
            origin=Origin.CODER,
        )
        outcome = await asyncio.to_thread(run_program, program, context.settings, context.ledger)
        trial = checked(problem, None, program, outcome)
        if not trial.is_result:
            return Abstention(team=self.name, reason=trial.told)
        return Candidate(
            team=self.name,
            program=program,
            outcome=outcome,
            certificate=trial.certificate,
            backbone=str(self.client.name),
        )


def _as_csv(table: Table) -> str:
    """A table whole: unlike the roles of a team, this model never sees data apart from the text."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return f"{table.name}\n{lines.getvalue()}"


async def without_certificate(
    item: Item, teams: Sequence[Team], settings: Settings, run_id: str
) -> Answer:
    """An item as a method that checks nothing answers it: its result has no certificate."""
    answer = await by_assembly(item, teams, settings, run_id)
    return answer.model_copy(update={"certificate": None})


def _on_the_model(prompt: str) -> Callable[[Settings], Sequence[Team]]:
    def choose(settings: Settings) -> Sequence[Team]:
        client = language_teams(settings)[0].clients[0]
        return (OneCompletion(name=prompt.replace("_", "-"), client=client, prompt=prompt),)

    return choose


_ALONE: Final = {"rounds": 0, "verifier": False, "memory": "off"}

PRESETS: Final = (
    Preset(
        name="zero-shot",
        meaning="One completion writes the program at once; its result is stated as it is.",
        teams=_on_the_model("zero_shot"),
        changes=_ALONE,
        attempt=without_certificate,
    ),
    Preset(
        name="chain-of-thought",
        meaning="One completion reasons step by step, then writes the program; its result is "
        "stated as it is.",
        teams=_on_the_model("chain_of_thought"),
        changes=_ALONE,
        attempt=without_certificate,
        source="J. Wei et al., Chain-of-Thought Prompting Elicits Reasoning, NeurIPS 2022",
    ),
)
