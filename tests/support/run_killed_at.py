"""A run that kills itself: `run_killed_at.py FOLDER URL NODE before|after`.

It ends by SIGKILL when the node of the run's graph is first entered, or first left.
"""

from __future__ import annotations

import asyncio
import functools
import os
import signal
import sys
from pathlib import Path
from typing import Any

from disagreeing_teams import settings_for
from made_problems import press

from optimoot.agents import run_graph
from optimoot.agents.run import stream_run
from optimoot.agents.teams import chosen_teams
from optimoot.settings import Settings

RUN_ID = "killed-run"


def killing(function: Any, when: str) -> Any:
    """The node's function, with the kill around it."""

    @functools.wraps(function)
    async def node(state: Any, runtime: Any) -> Any:
        if when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        await function(state, runtime)
        os.kill(os.getpid(), signal.SIGKILL)

    return node


def settings_of(url: str, folder: Path, node: str) -> Settings:
    """Those of the run: it waits for approval, or remembers where that node is to be reached."""
    if node == "remember":
        return settings_for(url, folder, memory="")
    return settings_for(url, folder, approve=True)


async def main(folder: Path, url: str) -> None:
    settings = settings_of(url, folder, sys.argv[3])
    teams = chosen_teams(list(settings.teams), settings)
    async for _ in stream_run(press(), teams=teams, settings=settings, run_id=RUN_ID):
        pass


if __name__ == "__main__":
    name = sys.argv[3]
    setattr(run_graph, name, killing(getattr(run_graph, name), sys.argv[4]))
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
