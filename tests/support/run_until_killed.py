"""Runs two teams on a problem in a process that a test kills: `run_until_killed.py FOLDER URL`.

The team `quick` ends at once and says so in `quick.log`; the team `language` asks the server.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from made_problems import press

from optimoot.agents.language.team import LanguageTeam
from optimoot.agents.run import stream_run
from optimoot.agents.team import Abstention, Attempt, TeamContext
from optimoot.problem import Problem
from optimoot.settings import Settings

RUN_ID = "killed-run"


class QuickTeam:
    """Abstains at once; keeps a log of how often it was asked."""

    name = "quick"

    def __init__(self, log: Path) -> None:
        self._log = log

    async def attempt(self, problem: Problem, context: TeamContext) -> Attempt:
        with self._log.open("a") as file:
            file.write("asked\n")
        return Abstention(team=self.name, reason="Too quick.")


async def main(folder: Path, url: str) -> None:
    settings = Settings(data_folder=folder, model="openai:m", base_url=url, verifier=False)
    teams = (QuickTeam(folder.parent / "quick.log"), LanguageTeam.from_settings(settings))
    async for item in stream_run(press(), teams=teams, settings=settings, run_id=RUN_ID):
        print(type(item).__name__, flush=True)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
