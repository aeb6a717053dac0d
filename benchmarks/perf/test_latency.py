"""Waiting for models: how near a run comes to its longest chain of calls, and how many run at once.

Run with `make perf`. Nothing here is asserted about time; the figures go to docs/performance.md.
"""

from __future__ import annotations

import asyncio
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from optimoot.agents.answer import Answer
from optimoot.agents.client import ChatClient
from optimoot.agents.language.team import LanguageTeam
from optimoot.agents.models import ModelName, model_requests
from optimoot.agents.run import stream_run
from optimoot.benchmarks.made_models import MadeModel, made_models
from optimoot.benchmarks.simulation.writing import formulator_reply
from optimoot.settings import Settings

LATENCY = 1.0
CHECKER = """```python
def check(values, tables):
    return {"objective": None, "violations": ["not looked at"] * (not values)}
```"""


class Gauge:
    """Counts calls in flight."""

    def __init__(self) -> None:
        self.now = self.most = self.calls = 0
        self._lock = threading.Lock()

    def change(self, by: int) -> None:
        """A call begins (1) or ends (-1)."""
        with self._lock:
            self.now += by
            self.calls += by > 0
            self.most = max(self.most, self.now)


def team(made: tuple[MadeModel, ...], gauge: Gauge, name: str) -> LanguageTeam:
    """A team whose model knows the right formulations and takes its time."""
    from langchain_core.language_models import BaseChatModel

    class Slow(BaseChatModel):
        @property
        def _llm_type(self) -> str:
            return "slow"

        def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
            raise NotImplementedError(len(messages))

        async def _agenerate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
            gauge.change(+1)
            await asyncio.sleep(LATENCY)
            gauge.change(-1)
            asked = str(messages[1].content)
            known = next(m for m in made if m.problem.text in asked)
            is_checker = "You check plans" in str(messages[0].content)
            text = CHECKER if is_checker else formulator_reply(known.formulation)
            return ChatResult(generations=[ChatGeneration(message=AIMessage(content=text))])

    client = ChatClient(model=Slow(), name=ModelName("slow", name), replayable=False)
    return LanguageTeam(client, name=name)


async def answered(made: MadeModel, teams: list[LanguageTeam], settings: Settings) -> Answer:
    """The answer of one run."""
    async for item in stream_run(made.problem, teams=teams, settings=settings):
        if isinstance(item, Answer):
            return item
    raise AssertionError("no answer")


@pytest.fixture(autouse=True)
def _models_may_be_asked() -> Any:
    with model_requests(True):
        yield


def test_wall_time_against_the_longest_chain(tmp_path: Path, capsys: Any) -> None:
    """Two teams on an easy problem: a formulation each, then one checker: two calls in a row."""
    made, gauge = made_models(2), Gauge()
    settings = Settings(data_folder=tmp_path)

    def run(one: MadeModel) -> float:
        teams = [team(made, gauge, "a"), team(made, gauge, "b")]
        began = time.monotonic()
        asyncio.run(answered(one, teams, settings))
        return time.monotonic() - began

    run(made[0])  # the sandbox and the imports are warm afterwards
    gauge.calls = 0
    took = run(made[1])
    with capsys.disabled():
        chain = 2 * LATENCY
        print(f"\n{gauge.calls} calls; {took:.2f} s, {took / chain:.2f} x the chain of {chain} s")


def test_many_problems_at_once(tmp_path: Path, capsys: Any) -> None:
    """Fifty problems, one team each, all of them at once."""
    made, gauge = made_models(50, seed=2), Gauge()
    settings = Settings(data_folder=tmp_path, verifier=False)
    members = team(made, gauge, "a")

    async def every() -> None:
        await asyncio.gather(*(answered(one, [members], settings) for one in made))

    began = time.monotonic()
    asyncio.run(every())
    with capsys.disabled():
        took = time.monotonic() - began
        print(f"\n{gauge.most} of {len(made)} calls in flight at once; {took:.1f} s in all")
