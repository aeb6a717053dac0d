"""Runs on what language models really said, replayed by team, role and order.

The prompts are not kept, so that they may change; what is tested is how replies are read, models
compared and verdicts found. `support/from_recordings.py` makes the files from the folders of runs.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from optimoot.agents.answer import Answer
from optimoot.agents.client import ChatClient
from optimoot.agents.language.team import LanguageTeam
from optimoot.agents.models import ModelName
from optimoot.agents.run import stream_run
from optimoot.agents.scripted import ScriptedChatModel
from optimoot.intake import make_problem
from optimoot.settings import Settings

FILES = sorted((Path(__file__).parent / "completions").glob("*.json"))


def team(name: str, said: dict[str, list[str]]) -> LanguageTeam:
    client = ChatClient(ScriptedChatModel.of(said), ModelName("scripted", name), attempts=1)
    return LanguageTeam(client, name=name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_what_models_said_leads_to_the_same_answer(path: Path, data_folder: Path) -> None:
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    teams = [team(name, said) for name, said in sorted(kept["said"].items())]
    settings = Settings(data_folder=data_folder, rounds=2)
    answer: Answer | None = None
    async for item in stream_run(make_problem(kept["text"]), teams=teams, settings=settings):
        if isinstance(item, Answer):
            answer = item
    assert answer is not None
    assert answer.verdict == kept["verdict"]
    assert answer.objective == pytest.approx(kept["objective"])


def test_there_are_some() -> None:
    assert len(FILES) >= 11
