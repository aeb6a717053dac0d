"""A run killed in any node of its graph goes on to the same Answer, asking nothing twice."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from chat_servers import ChatServer, Respond
from disagreeing_teams import says, settings_for
from made_problems import PRESS_BEST, press
from run_killed_at import RUN_ID, settings_of

from optimoot.agents.answer import Answer
from optimoot.agents.run import stream_run
from optimoot.agents.teams import chosen_teams
from optimoot.memory.opening import close_banks, shared_bank
from optimoot.memory.records import Kind
from optimoot.settings import Settings

Start = Callable[[Respond], ChatServer]
SUPPORT = Path(__file__).parents[1] / "support"
NODES = ("intake", "attempt", "debate", "verify_chosen", "assemble_attempts", "ask")


async def run(settings: Settings, *, resume: bool, replies: tuple[str, ...] = ()) -> Answer:
    teams = chosen_teams(list(settings.teams), settings)
    stream = stream_run(
        press(), teams=teams, settings=settings, run_id=RUN_ID, resume=resume, replies=replies
    )
    async for item in stream:
        if isinstance(item, Answer):
            return item
    raise AssertionError("no answer")


def essence(answer: Answer) -> dict[str, object]:
    """The Answer without times."""
    text = answer.model_dump_json(include={"verdict", "questions", "team", "formulation", "debate"})
    assert answer.certificate is not None
    return {
        "answer": text,
        "objective": answer.objective,
        "confidence": answer.certificate.confidence,
        "checks": [(c.name, c.status) for c in answer.certificate.checks],
        "calls": answer.usage.calls,
    }


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_run_killed_where_it_remembers_keeps_everything_once(
    chat_server: Start, tmp_path: Path, when: str
) -> None:
    server = chat_server(lambda exchange: exchange.say(says(exchange)))
    settings = settings_of(server.url, tmp_path / "broken", "remember")
    settings.data_folder.mkdir()
    assert killed(settings, server.url, "remember", when) == -signal.SIGKILL
    answer = asyncio.run(run(settings, resume=True))
    bank = shared_bank(settings)
    try:
        kept = {record.id: record.kind for record in bank.records()}
    finally:
        close_banks()
    assert list(kept.values()).count(Kind.SOLUTION) == 1
    assert when == "after" or set(answer.memory.kept) == set(kept)


def killed(settings: Settings, url: str, node: str, when: str) -> int:
    """The exit status of a run that is killed in a node."""
    script = str(SUPPORT / "run_killed_at.py")
    ended = subprocess.run(
        [sys.executable, script, str(settings.data_folder), url, node, when],
        env=os.environ | {"PYTHONPATH": str(SUPPORT)},
        timeout=120,
    )
    return ended.returncode


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("node", NODES)
def test_a_run_killed_in_a_node_goes_on(
    chat_server: Start, tmp_path: Path, node: str, when: str
) -> None:
    server = chat_server(lambda exchange: exchange.say(says(exchange)))
    whole = settings_for(server.url, tmp_path / "whole", approve=True)
    expected = asyncio.run(run(whole, resume=False))
    assert expected.objective == pytest.approx(PRESS_BEST)
    asked = len(server.exchanges)

    broken = settings_for(server.url, tmp_path / "broken", approve=True)
    broken.data_folder.mkdir()
    assert killed(broken, server.url, node, when) == -signal.SIGKILL
    answer = asyncio.run(run(broken, resume=True))
    assert essence(answer) == essence(expected)
    again = len(server.exchanges) - 2 * asked
    # what was in flight in the other team when the kill came was never on record
    assert 0 <= again <= 1
