from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from chat_servers import ChatServer, Exchange, Respond, hang
from made_problems import PRESS_BEST, critic_reply, press, press_reply
from run_until_killed import RUN_ID, QuickTeam

from optimoot.agents.answer import Answer, Verdict
from optimoot.agents.client import ChatClient
from optimoot.agents.language.team import LanguageTeam
from optimoot.agents.models import ModelName
from optimoot.agents.run import stream_run
from optimoot.agents.scripted import ScriptedChatModel
from optimoot.agents.team import Abstention, Attempt, Question, Team, TeamContext
from optimoot.certificate import Confidence
from optimoot.errors import InputError, RunError
from optimoot.events import Event, RunFinished, RunStarted, Warned
from optimoot.memory.runs import RunFolder, list_runs
from optimoot.problem import Problem
from optimoot.settings import Settings
from optimoot.solvers.sandbox.protections import from_report

Start = Callable[[Respond], ChatServer]
SUPPORT = Path(__file__).parents[1] / "support"


class MadeTeam:
    """A team that does what a test says."""

    def __init__(self, name: str, act: Callable[[Problem, TeamContext], Any]) -> None:
        self._name = name
        self._act = act
        self.asked = 0

    @property
    def name(self) -> str:
        return self._name

    async def attempt(self, problem: Problem, context: TeamContext) -> Attempt:
        self.asked += 1
        attempt: Attempt = await self._act(problem, context)
        return attempt


def scripted_team(name: str = "language", **script: Any) -> LanguageTeam:
    model = ScriptedChatModel.of(script or {"formulator": [press_reply()]})
    client = ChatClient(model=model, name=ModelName("scripted", name), attempts=1)
    return LanguageTeam(client, name=name)


def abstaining(name: str, **abstention: Any) -> MadeTeam:
    async def act(problem: Problem, context: TeamContext) -> Attempt:
        return Abstention(team=name, reason="I would rather not.", **abstention)

    return MadeTeam(name, act)


async def run(
    teams: Sequence[Team], folder: Path, problem: Problem | None = None, **options: Any
) -> tuple[Answer, list[Event]]:
    settings = options.pop("settings", None) or Settings(data_folder=folder)
    events: list[Event] = []
    answer: Answer | None = None
    stream = stream_run(problem or press(), teams=teams, settings=settings, **options)
    async for item in stream:
        if isinstance(item, Answer):
            answer = item
        else:
            events.append(item)
    assert answer is not None
    return answer, events


async def test_a_run_ends_with_its_answer_and_leaves_its_folder(data_folder: Path) -> None:
    answer, events = await run([scripted_team()], data_folder, run_id="one")
    assert answer.verdict is Verdict.UNCONTESTED
    assert answer.objective == pytest.approx(PRESS_BEST)
    assert answer.usage.calls == 1
    assert isinstance(events[0], RunStarted)
    assert isinstance(events[-1], RunFinished)
    assert [event.at for event in events] == sorted(event.at for event in events)
    folder = RunFolder.open(data_folder, "one")
    assert folder.events() == tuple(events)
    assert Answer.model_validate_json(folder.answer() or "") == answer
    assert answer.trace == str(folder.path)
    assert list_runs(data_folder)[0].verdict == "uncontested"
    assert len(folder.completions()) == 1


async def test_teams_that_agree_here_and_nearby_are_a_consensus(data_folder: Path) -> None:
    answer, _ = await run([scripted_team("a"), scripted_team("b")], data_folder)
    assert answer.verdict is Verdict.CONSENSUS
    assert answer.certificate is not None
    check = answer.certificate.checks[-1]
    assert check.name == "teams_agree"
    assert "5 of 5 perturbed" in check.evidence
    # no checker was written, so that nobody looked at the plan without a model
    assert answer.certificate.confidence is Confidence.CHECKED
    assert len(answer.candidates) == 2


async def test_teams_that_agree_by_accident_contest_each_other(data_folder: Path) -> None:
    # the sales limit is idle on the stated data, so the other limit does not show there
    accident = press_reply(
        constraints=[
            {
                "name": "time",
                "expression": "poster_time * posters + flyer_time * flyers <= press_time",
            },
            {
                "name": "sales",
                "expression": "flyers <= 10 * flyer_earning + poster_sales",
                "sentence": "At most 20 posters can be sold",
            },
        ]
    )
    other = scripted_team("b", formulator=[accident], critic=[critic_reply("accept")])
    answer, _ = await run([scripted_team("a"), other], data_folder)
    assert [c.outcome.objective for c in answer.candidates] == pytest.approx([PRESS_BEST] * 2)
    assert answer.verdict is Verdict.CONTESTED
    assert answer.certificate is not None
    assert answer.certificate.confidence is Confidence.DOUBTFUL


async def test_teams_that_differ_contest_each_other(data_folder: Path) -> None:
    half = press_reply(
        constraints=[
            {
                "name": "time",
                "expression": "poster_time * posters + flyer_time * flyers <= press_time",
            },
            {"name": "sales", "expression": "posters + flyers <= poster_sales"},
        ]
    )
    answer, _ = await run([scripted_team("a"), scripted_team("b", formulator=[half])], data_folder)
    assert answer.verdict is Verdict.CONTESTED
    assert sorted(c.outcome.objective or 0 for c in answer.candidates) == pytest.approx([100, 150])


async def test_questions_come_before_giving_up(data_folder: Path) -> None:
    asking = abstaining("b", questions=(Question(text="How many?"), Question(text="how MANY?")))
    answer, _ = await run([abstaining("a"), asking], data_folder)
    assert answer.verdict is Verdict.NEEDS_INPUT
    assert [question.text for question in answer.questions] == ["How many?"]
    answer, _ = await run([abstaining("a"), asking, scripted_team()], data_folder)
    assert answer.verdict is Verdict.UNCONTESTED
    assert not answer.questions
    answer, _ = await run([abstaining("a")], data_folder)
    assert answer.verdict is Verdict.UNSOLVED
    assert "I would rather not." in answer.explanation


async def test_a_team_that_breaks_down_takes_no_other_with_it(data_folder: Path) -> None:
    async def breaks(problem: Problem, context: TeamContext) -> Attempt:
        raise ZeroDivisionError("oh no")

    answer, events = await run([MadeTeam("bad", breaks), scripted_team()], data_folder)
    assert answer.verdict is Verdict.UNCONTESTED
    assert answer.abstentions[0].failed
    assert "ZeroDivisionError" in answer.abstentions[0].reason
    assert [event.team for event in events if isinstance(event, Warned)] == ["bad"]


async def test_teams_work_at_the_same_time(data_folder: Path) -> None:
    met = asyncio.Barrier(3)

    async def meets(problem: Problem, context: TeamContext) -> Attempt:
        async with asyncio.timeout(10):
            await met.wait()
        return Abstention(team="x", reason="met")

    names = ("a", "b", "c")

    def team(name: str) -> MadeTeam:
        async def act(problem: Problem, context: TeamContext) -> Attempt:
            await meets(problem, context)
            return Abstention(team=name, reason="met")

        return MadeTeam(name, act)

    answer, _ = await run([team(name) for name in names], data_folder)
    assert [(a.team, a.reason) for a in answer.abstentions] == [(name, "met") for name in names]


async def test_a_budget_of_seconds_ends_a_team_that_does_not_come_back(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("optimoot.agents.run_nodes._GRACE", 0.05)

    async def sleeps(problem: Problem, context: TeamContext) -> Attempt:
        await asyncio.sleep(60)
        raise AssertionError

    teams = [MadeTeam("slow", sleeps), abstaining("quick")]
    answer, _ = await run(teams, data_folder, budget="0.1 s")
    assert answer.verdict is Verdict.UNSOLVED
    assert "budget of 0.1 s" in answer.abstentions[0].reason


@pytest.mark.parametrize(
    ("budget", "word"), [("0 tokens", "above zero"), ("soon", "cannot be read")]
)
async def test_a_nonsense_budget_leaves_no_folder(
    data_folder: Path, budget: str, word: str
) -> None:
    with pytest.raises(InputError, match=word):
        await run([scripted_team()], data_folder, budget=budget)
    assert not list_runs(data_folder)


async def test_money_cannot_be_limited_where_the_price_is_unknown(data_folder: Path) -> None:
    with pytest.raises(InputError, match="price"):
        await run([scripted_team()], data_folder, budget="1 usd")


async def test_settings_under_which_no_program_runs_leave_no_folder(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unknown = Settings(data_folder=data_folder, solver="abacus")
    with pytest.raises(InputError, match="no solver 'abacus'"):
        await run([abstaining("a")], data_folder, settings=unknown)
    weak = from_report({"process": "", "seccomp": "the kernel has none"})
    monkeypatch.setattr("optimoot.solvers.sandbox.protections", lambda: weak)
    strict = Settings(data_folder=data_folder, require_sandbox=True)
    with pytest.raises(InputError, match=r"lacks protections.*seccomp"):
        await run([abstaining("a")], data_folder, settings=strict)
    assert not list_runs(data_folder)


async def test_no_team_and_two_of_one_name_are_refused(data_folder: Path) -> None:
    with pytest.raises(InputError, match="no team"):
        await run([], data_folder)
    with pytest.raises(InputError, match="'a'"):
        await run([abstaining("a"), abstaining("a")], data_folder)


async def test_a_finished_run_is_not_run_again(data_folder: Path) -> None:
    team = abstaining("a")
    first, _ = await run([team], data_folder, run_id="one")
    again, events = await run([team], data_folder, run_id="one", resume=True)
    assert again == first
    assert not events
    assert team.asked == 1
    with pytest.raises(InputError, match="--resume one"):
        await run([team], data_folder, run_id="one")


async def test_an_interrupted_run_goes_on_with_the_unfinished_team_alone(data_folder: Path) -> None:
    held = asyncio.Event()

    async def holds(problem: Problem, context: TeamContext) -> Attempt:
        if held.is_set():
            return Abstention(team="slow", reason="back again")
        held.set()
        await asyncio.sleep(60)
        raise AssertionError

    quick, slow = abstaining("quick"), MadeTeam("slow", holds)
    task = asyncio.create_task(run([quick, slow], data_folder, run_id="one"))
    await held.wait()
    await asyncio.sleep(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not list_runs(data_folder)[0].finished

    answer, events = await run([quick, slow], data_folder, run_id="one", resume=True)
    assert (quick.asked, slow.asked) == (1, 2)
    assert [a.reason for a in answer.abstentions] == ["I would rather not.", "back again"]
    assert isinstance(events[0], RunStarted)
    assert events[0].resumed


async def test_a_run_that_stopped_before_its_first_step_starts_anew(data_folder: Path) -> None:
    team = abstaining("a")
    await run([team], data_folder, run_id="one")
    folder = RunFolder.open(data_folder, "one")
    for name in ("answer.json", "checkpoint.sqlite"):
        (folder.path / name).unlink()
    for journal in folder.path.glob("checkpoint.sqlite-*"):
        journal.unlink()
    answer, _ = await run([team], data_folder, run_id="one", resume=True)
    assert answer.verdict is Verdict.UNSOLVED
    assert team.asked == 2


async def test_a_run_whose_answer_was_deleted_says_so(data_folder: Path) -> None:
    await run([abstaining("a")], data_folder, run_id="one")
    (RunFolder.open(data_folder, "one").path / "answer.json").unlink()
    with pytest.raises(RunError, match="its answer is gone"):
        await run([abstaining("a")], data_folder, run_id="one", resume=True)


async def test_names_of_teams_need_not_be_names_of_files(data_folder: Path) -> None:
    names = ["../a", "b/c", "", "ü"]
    answer, _ = await run([abstaining(name) for name in names], data_folder, run_id="one")
    assert [abstention.team for abstention in answer.abstentions] == names
    assert len(list((data_folder / "runs" / "one" / "attempts").iterdir())) == 4


async def test_a_resumed_run_needs_its_teams_and_its_name(data_folder: Path) -> None:
    with pytest.raises(InputError, match="Which run"):
        await run([abstaining("a")], data_folder, resume=True)
    with pytest.raises(InputError, match="no run 'gone'"):
        await run([abstaining("a")], data_folder, run_id="gone", resume=True)


def test_a_killed_process_leaves_a_run_that_resumes(
    chat_server: Start, tmp_path: Path, data_folder: Path
) -> None:
    """Killed while the critic thinks: one team had finished, the other had its formulation."""
    reached, killed = threading.Event(), threading.Event()
    lost = json.loads(press_reply())
    lost["formulation"]["constraints"].pop()

    def respond(exchange: Exchange) -> None:
        system = exchange.body["messages"][0]["content"]
        if "You review optimization models" not in system:
            exchange.say(json.dumps(lost))
        elif not killed.is_set():
            reached.set()
            killed.wait(30)
        else:
            exchange.say(critic_reply("accept"))

    server = chat_server(respond)
    data_folder.mkdir()
    process = subprocess.Popen(
        [sys.executable, str(SUPPORT / "run_until_killed.py"), str(data_folder), server.url],
        env=os.environ | {"PYTHONPATH": str(SUPPORT)},
        stdout=subprocess.DEVNULL,
    )
    try:
        assert reached.wait(60)
        time.sleep(0.2)
    finally:
        process.kill()
        process.wait()
        killed.set()
    asked_before = len(server.exchanges)
    assert (data_folder.parent / "quick.log").read_text() == "asked\n"

    settings = Settings(
        data_folder=data_folder, model="openai:m", base_url=server.url, verifier=False
    )
    teams = [QuickTeam(data_folder.parent / "quick.log"), LanguageTeam.from_settings(settings)]
    answer, _ = asyncio.run(run(teams, data_folder, run_id=RUN_ID, resume=True, settings=settings))
    assert answer.objective == pytest.approx(PRESS_BEST)
    assert (data_folder.parent / "quick.log").read_text() == "asked\n"
    # the formulator's completion was on record: only the critic was asked again
    asked = [e.body["messages"][0]["content"][:40] for e in server.exchanges[asked_before:]]
    assert asked
    assert all(text.startswith("You review optimization models") for text in asked)
    assert answer.usage.calls == 2


async def test_every_misbehaving_server_ends_in_an_answer(
    chat_server: Start, misbehaviour: Respond, data_folder: Path
) -> None:
    server = chat_server(misbehaviour)
    settings = Settings(
        data_folder=data_folder, model="openai:m", base_url=server.url, request_attempts=2
    )
    answer, _ = await run([LanguageTeam.from_settings(settings)], data_folder, settings=settings)
    assert answer.verdict is Verdict.UNSOLVED
    assert answer.abstentions[0].failed
    assert "openai:m" in answer.explanation


async def test_a_hanging_server_and_an_absent_one_end_in_an_answer(
    chat_server: Start, data_folder: Path
) -> None:
    for url, word in ((chat_server(hang).url, "no answer"), ("http://127.0.0.1:1/v1", "reached")):
        settings = Settings(
            data_folder=data_folder,
            model="openai:m",
            base_url=url,
            request_attempts=1,
            request_timeout=0.3,
        )
        team = LanguageTeam.from_settings(settings)
        answer, _ = await run([team], data_folder, settings=settings)
        assert answer.verdict is Verdict.UNSOLVED
        assert word in answer.explanation


async def test_a_server_that_recovers_is_forgiven(chat_server: Start, data_folder: Path) -> None:
    def respond(exchange: Exchange) -> None:
        if exchange.number == 1:
            exchange.error(429, "slow down")
        else:
            exchange.say(press_reply())

    settings = Settings(
        data_folder=data_folder, model="openai:m", base_url=chat_server(respond).url
    )
    answer, events = await run(
        [LanguageTeam.from_settings(settings)], data_folder, settings=settings
    )
    assert answer.objective == pytest.approx(PRESS_BEST)
    assert any(isinstance(event, Warned) for event in events)
