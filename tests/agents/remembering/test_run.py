"""Runs that remember: what one leaves in the bank, the next one is shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from disagreeing_teams import CHECKER as SEES
from made_problems import (
    PRESS_BEST,
    PRESS_TEXT,
    critic_reply,
    press,
    press_formulation,
    press_reply,
)

from optimoot.agents.answer import Answer, Verdict
from optimoot.agents.client import ChatClient
from optimoot.agents.language.team import LanguageTeam
from optimoot.agents.models import ModelName
from optimoot.agents.recording import read_recording
from optimoot.agents.remembering.team import MemoryTeam
from optimoot.agents.run import stream_run
from optimoot.agents.scripted import ScriptedChatModel
from optimoot.agents.team import Team
from optimoot.certificate import Confidence
from optimoot.errors import RunError
from optimoot.events import Event, Recalled, Remembered, Warned
from optimoot.intake import make_problem
from optimoot.memory.bank import Bank
from optimoot.memory.embedders.hashed import HashedEmbedder
from optimoot.memory.records import Kind, Standing
from optimoot.memory.store import MemoryUnavailable
from optimoot.memory.stores.held import HeldStore
from optimoot.memory.structure import structural_similarity
from optimoot.problem import Problem
from optimoot.settings import Settings


@pytest.fixture
def bank() -> Bank:
    embedder = HashedEmbedder()
    return Bank(HeldStore(embedder.name), embedder, structural_similarity, lambda _t, _o: False)


ACCEPTS = critic_reply("accept")


def team(name: str, *replies: str) -> LanguageTeam:
    script = {"formulator": list(replies), "verifier": [SEES] * 2, "critic": [ACCEPTS] * 2}
    model = ScriptedChatModel.of(script)
    return LanguageTeam(ChatClient(model, ModelName("scripted", name), attempts=1), name=name)


async def run(
    problem: Problem,
    teams: list[Team],
    folder: Path,
    memory: Callable[[], Bank],
    **more: object,
) -> tuple[Answer, list[Event]]:
    settings = Settings(data_folder=folder, rounds=0, memory_use=more.pop("use", "growing"))  # type: ignore[arg-type]
    events: list[Event] = []
    answer: Answer | None = None
    stream = stream_run(problem, teams=teams, settings=settings, memory=memory, **more)  # type: ignore[arg-type]
    async for item in stream:
        if isinstance(item, Answer):
            answer = item
        else:
            events.append(item)
    assert answer is not None
    return answer, events


def both() -> list[Team]:
    return [team("first", press_reply()), team("second", press_reply())]


NEW = PRESS_TEXT.replace("20", "10", 1)


async def test_what_two_teams_verify_is_kept_and_solves_the_next(
    bank: Bank, data_folder: Path
) -> None:
    answer, events = await run(press(), both(), data_folder, lambda: bank)
    assert answer.certificate is not None
    assert answer.certificate.confidence is Confidence.VERIFIED
    (record,) = bank.records(kind=Kind.SOLUTION)
    assert answer.memory.kept == (record.id,)
    assert next(e for e in events if isinstance(e, Remembered)).records == (record.id,)
    assert record.tags.fingerprint
    assert record.provenance.teams == ("first", "second")

    changed = PRESS_TEXT.replace("$5", "$50")
    assert changed != PRESS_TEXT
    again, events = await run(make_problem(changed), [MemoryTeam()], data_folder, lambda: bank)
    assert again.verdict is Verdict.UNCONTESTED
    assert again.objective is not None
    assert again.objective > PRESS_BEST
    assert again.memory.recalled == (record.id,)
    assert again.memory.kept == ()
    assert [e.records for e in events if isinstance(e, Recalled)] == [(record.id,)]


async def test_one_team_alone_leaves_nothing(bank: Bank, data_folder: Path) -> None:
    answer, _ = await run(press(), [team("first", press_reply())], data_folder, lambda: bank)
    assert "One team alone" in answer.memory.refused
    assert not list(bank.records())


async def test_the_same_again_is_not_kept_twice(bank: Bank, data_folder: Path) -> None:
    await run(press(), both(), data_folder, lambda: bank)
    answer, _ = await run(press(), both(), data_folder, lambda: bank)
    assert "known already" in answer.memory.refused
    assert len(list(bank.records())) == 1


async def test_a_frozen_bank_is_read_and_not_written(bank: Bank, data_folder: Path) -> None:
    answer, _ = await run(press(), both(), data_folder, lambda: bank, use="frozen")
    assert answer.memory.kept == ()
    assert not list(bank.records())


async def test_a_recalled_case_is_shown_without_its_figures(bank: Bank, data_folder: Path) -> None:
    await run(press(), both(), data_folder, lambda: bank)
    model = ScriptedChatModel.of({"formulator": [press_reply()], "verifier": [SEES]})
    third = LanguageTeam(ChatClient(model, ModelName("scripted", "x"), attempts=1), name="third")
    await run(press(), [third], data_folder, lambda: bank)
    prompt = model.prompts[0].text
    shown = prompt[prompt.index("Other problems that were solved") :]
    assert "maximize" in shown
    assert "#" in shown
    assert "poster_time" in shown


async def test_a_wrong_record_is_demoted_by_a_better_run(bank: Bank, data_folder: Path) -> None:
    await run(press(), both(), data_folder, lambda: bank)
    (record,) = bank.records(kind=Kind.SOLUTION)
    turned = press_formulation()
    turned["constraints"][1]["expression"] = "posters >= poster_sales"
    spoilt = json.loads(record.model_dump_json()) | {
        "formulation": turned,
        "certificate": {"confidence": "checked"},
    }
    bank.change(type(record).model_validate(spoilt))  # type: ignore[arg-type]
    answer, events = await run(press(), both(), data_folder, lambda: bank)
    assert answer.memory.demoted == (record.id,)
    kept = {one.id: one for one in bank.records()}
    assert kept[record.id].standing is Standing.DEMOTED
    assert kept[record.id].refuted_by == answer.memory.kept[0]
    assert any(isinstance(e, Remembered) and e.demoted for e in events)


async def test_a_bank_that_cannot_be_used_is_told_and_the_run_goes_on(data_folder: Path) -> None:
    def broken() -> Bank:
        raise MemoryUnavailable("The folder of the memory bank cannot be read.")

    answer, events = await run(press(), both(), data_folder, broken)
    assert answer.objective == pytest.approx(PRESS_BEST)
    assert "cannot be read" in answer.memory.unavailable
    told = [e.message for e in events if isinstance(e, Warned)]
    assert len(told) == 1
    assert "goes on without it" in told[0]


async def test_a_run_that_recalled_is_replayed_without_the_bank(
    bank: Bank, data_folder: Path, tmp_path: Path
) -> None:
    await run(press(), both(), data_folder, lambda: bank)
    changed = make_problem(PRESS_TEXT.replace("$5", "$50"))
    record = tmp_path / "run.jsonl"
    first, _ = await run(changed, [MemoryTeam()], data_folder, lambda: bank, record=record)

    def gone() -> Bank:
        raise RunError("a replay asks no bank")

    again, _ = await run(press(), [], data_folder, gone, replay=read_recording(record))
    assert again.objective == first.objective
    assert again.memory.recalled == first.memory.recalled
