from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from made_problems import critic_reply, press, press_formulation, press_reply

from optimoot.agents.answer import Answer, Verdict
from optimoot.agents.client import ChatClient
from optimoot.agents.language.team import LanguageTeam
from optimoot.agents.models import ModelName
from optimoot.agents.run import stream_run
from optimoot.agents.scripted import ScriptedChatModel
from optimoot.agents.verification import writers_for
from optimoot.certificate import CHECKER, Check, CheckStatus, Confidence
from optimoot.settings import Settings

RIGHT = """
def check(values, tables):
    posters, flyers = values["posters"], values["flyers"]
    violations = []
    if 4 * posters + 2 * flyers > 100 + 1e-4:
        violations.append("the press runs longer than 100 minutes")
    if posters > 20 + 1e-6:
        violations.append("more than 20 posters")
    if min(posters, flyers) < 0:
        violations.append("a negative amount")
    return {"objective": 5 * posters + 3 * flyers, "violations": violations}
"""


def fenced(source: str) -> str:
    return f"```python\n{source}```"


def team(*checkers: str, name: str = "a") -> LanguageTeam:
    steps: dict[str, Any] = {"formulator": [press_reply()], "verifier": [*map(fenced, checkers)]}
    client = ChatClient(ScriptedChatModel.of(steps), ModelName("scripted", name), attempts=1)
    return LanguageTeam(client, name=name)


async def run(folder: Path, *teams: LanguageTeam) -> tuple[Answer, Check]:
    async for item in stream_run(press(), teams=teams, settings=Settings(data_folder=folder)):
        if isinstance(item, Answer):
            assert item.certificate is not None
            return item, next(c for c in item.certificate.checks if c.name == CHECKER)
    raise AssertionError("no answer")


async def test_a_checker_that_agrees_supports_the_plan(data_folder: Path) -> None:
    _, check = await run(data_folder, team(RIGHT))
    assert (check.status, "150" in check.evidence) == (CheckStatus.PASSED, True)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("> 100 + 1e-4", "> 90 + 1e-4"), "the press runs longer than 100 minutes"),
        (("5 * posters + 3 * flyers", "5 * posters + 4 * flyers"), "worth 200, not 150"),
    ],
)
async def test_a_checker_that_disagrees_takes_the_certainty_away(
    data_folder: Path, change: tuple[str, str], told: str
) -> None:
    answer, check = await run(data_folder, team(RIGHT.replace(*change)))
    assert check.status is CheckStatus.FAILED
    assert told in check.evidence
    assert answer.certificate is not None
    assert answer.certificate.confidence is Confidence.DOUBTFUL


async def test_a_checker_that_accepts_everything_is_not_counted(data_folder: Path) -> None:
    lenient = """
def check(values, tables):
    return {"objective": 5 * values["posters"] + 3 * values["flyers"], "violations": []}
"""
    _, check = await run(data_folder, team(lenient))
    assert check.status is CheckStatus.SKIPPED
    assert "proves nothing" in check.evidence


async def test_a_checker_that_does_not_run_is_mended_once(data_folder: Path) -> None:
    broken = RIGHT.replace('values["posters"]', 'values["poster"]')
    _, check = await run(data_folder, team(broken, RIGHT))
    assert check.status is CheckStatus.PASSED
    hopeless = team(broken, broken)
    _, check = await run(data_folder / "again", hopeless)
    assert check.status is CheckStatus.SKIPPED
    assert "poster" in check.evidence
    model = hopeless.clients[0].model
    assert isinstance(model, ScriptedChatModel)
    assert "KeyError" in model.prompts[-1].text


async def test_the_verifier_sees_no_model_and_no_result(data_folder: Path) -> None:
    writer = team(RIGHT)
    await run(data_folder, writer)
    model = writer.clients[0].model
    assert isinstance(model, ScriptedChatModel)
    (asked,) = [prompt.text for prompt in model.prompts if prompt.role == "verifier"]
    assert 'values["posters"]: posters printed' in asked
    for secret in ("poster_time", "150", "maximize", "build_model", "<="):
        assert secret not in asked


async def test_a_checker_has_no_way_out_of_the_sandbox(data_folder: Path) -> None:
    escaping = """
def check(values, tables):
    open("/etc/hostname", "w").write("x")
    return {"objective": 0, "violations": []}
"""
    _, check = await run(data_folder, team(escaping, escaping))
    assert check.status is CheckStatus.SKIPPED


async def test_another_team_writes_the_checker_where_there_is_one(data_folder: Path) -> None:
    first, second = team(name="a"), team(RIGHT, name="b")
    answer, check = await run(data_folder, first, second)
    assert answer.team == "a"
    assert check.status is CheckStatus.PASSED
    assert writers_for(answer.candidates[0], {"a": first}) == (first,)
    assert writers_for(answer.candidates[0], {}) == ()


@pytest.mark.parametrize(
    ("second", "status", "confidence"),
    [
        (RIGHT, CheckStatus.WARNED, Confidence.CHECKED),
        (RIGHT.replace("> 100 + 1e-4", "> 95 + 1e-4"), CheckStatus.FAILED, Confidence.DOUBTFUL),
        ("def check(values, tables): return 1", CheckStatus.FAILED, Confidence.DOUBTFUL),
    ],
)
async def test_a_second_checker_looks_where_the_first_finds_fault(
    data_folder: Path, second: str, status: CheckStatus, confidence: Confidence
) -> None:
    strict = RIGHT.replace("> 100 + 1e-4", "> 90 + 1e-4")
    answer, check = await run(data_folder, team(second, second, name="a"), team(strict, name="b"))
    assert check.status is status
    assert "the press runs longer" in check.evidence
    assert answer.certificate is not None
    assert answer.certificate.confidence is confidence


async def test_a_limit_that_only_the_model_knows_takes_the_certainty_away(
    data_folder: Path,
) -> None:
    tight = press_formulation()["constraints"]
    left, right = tight[0]["expression"].split("<=")
    tight[0] |= {"expression": f"{left} + poster_sales <= {right}"}
    steps = {"formulator": [press_reply(constraints=tight)], "verifier": [fenced(RIGHT)]}
    client = ChatClient(ScriptedChatModel.of(steps), ModelName("scripted", "a"), attempts=1)
    answer, check = await run(data_folder, LanguageTeam(client, name="a"))
    assert check.status is CheckStatus.FAILED
    assert f"{tight[0]['name']!r} loosened" in check.evidence
    assert answer.certificate is not None
    assert answer.certificate.confidence is Confidence.DOUBTFUL


async def test_what_a_checker_notices_is_told(data_folder: Path) -> None:
    _, check = await run(data_folder, team(RIGHT))
    assert "notices where one of the limits" in check.evidence


TURNED = [
    {
        "name": "time",
        "expression": "poster_time * posters + flyer_time * flyers <= press_time",
        "sentence": "the press runs 100 minutes",
    },
    {
        "name": "sales",
        "expression": "posters >= poster_sales",
        "sentence": "At most 20 posters can be sold",
    },
]
"""With 20 posters at least: 20 posters and 10 flyers earn 130."""


def differing(name: str, checker: str, *, wrong: bool = False) -> LanguageTeam:
    reply = press_reply(constraints=TURNED) if wrong else press_reply()
    steps: dict[str, Any] = {
        "formulator": [reply],
        "critic": [critic_reply("accept")] * 2,
        "verifier": [fenced(checker)] * 2,
    }
    client = ChatClient(ScriptedChatModel.of(steps), ModelName("scripted", name), attempts=1)
    return LanguageTeam(client, name=name)


@pytest.mark.parametrize("order", [("good", "bad"), ("bad", "good")])
async def test_checkers_decide_between_teams_that_differ(
    data_folder: Path, order: tuple[str, str]
) -> None:
    made = {
        "good": differing("good", RIGHT),
        "bad": differing("bad", RIGHT, wrong=True),
    }
    settings = Settings(data_folder=data_folder, rounds=0)
    answer: Answer | None = None
    teams = [made[name] for name in order]
    async for item in stream_run(press(), teams=teams, settings=settings):
        answer = item if isinstance(item, Answer) else answer
    assert answer is not None
    assert answer.certificate is not None
    # a plan that keeps all limits is not yet the best: mutants of its model tell
    assert answer.verdict is Verdict.EVIDENCE
    assert answer.team == "good"
    assert answer.certificate.confidence is Confidence.CHECKED
    told = next(c for c in answer.certificate.checks if c.name == "teams_agree")
    assert (told.status, "bad" in told.evidence) == (CheckStatus.WARNED, True)
    assert not answer.questions


async def test_checkers_that_find_fault_with_both_decide_nothing(data_folder: Path) -> None:
    strict = RIGHT.replace("> 100 + 1e-4", "> 90 + 1e-4")
    teams = differing("good", RIGHT), differing("bad", strict, wrong=True)
    settings = Settings(data_folder=data_folder, rounds=0)
    async for item in stream_run(press(), teams=teams, settings=settings):
        if isinstance(item, Answer):
            assert item.verdict is Verdict.CONTESTED
            assert item.questions
