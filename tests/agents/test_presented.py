from __future__ import annotations

import json
from pathlib import Path

import pytest
from made_problems import PRESS_BEST, PRESS_PROGRAM, PRESS_TEXT

import optimoot
from optimoot.agents.answer import Verdict
from optimoot.agents.presented import PresentedTeam
from optimoot.errors import InputError
from optimoot.settings import Settings

DATA = {
    "poster_earning": 5, "flyer_earning": 3, "poster_time": 4, "flyer_time": 2,
    "press_time": 100, "poster_sales": 20,
}  # fmt: skip


def presented(folder: Path, name: str, source: str = PRESS_PROGRAM, data: object = None) -> Path:
    path = folder / f"{name}.py"
    path.write_text(source)
    path.with_suffix(".json").write_text(json.dumps(DATA if data is None else data))
    return path


def debate(settings: Settings, *paths: Path) -> optimoot.Answer:
    teams = [PresentedTeam.from_file(path) for path in paths]
    return optimoot.solve(PRESS_TEXT, settings=settings, teams=teams)


@pytest.fixture
def settings(data_folder: Path) -> Settings:
    return Settings(data_folder=data_folder)


def test_programs_made_elsewhere_are_candidates(settings: Settings, tmp_path: Path) -> None:
    first = presented(tmp_path, "first")
    other = presented(
        tmp_path, "other", PRESS_PROGRAM.replace("model.posters <=", "model.posters >=")
    )
    answer = debate(settings, first, presented(tmp_path, "second"))
    assert answer.verdict is Verdict.CONSENSUS
    assert answer.objective == pytest.approx(PRESS_BEST)
    contested = debate(settings, first, other)
    assert contested.verdict is Verdict.CONTESTED
    assert "posters" in contested.questions[0].text


def test_a_program_that_gives_nothing_abstains(settings: Settings, tmp_path: Path) -> None:
    broken = presented(tmp_path, "broken", PRESS_PROGRAM.replace("poster_time", "poster_tame"))
    answer = debate(settings, broken)
    assert answer.verdict is Verdict.UNSOLVED
    assert "poster_tame" in answer.abstentions[0].reason


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        PresentedTeam.from_file(tmp_path / "none.py")
    with pytest.raises(InputError, match="no JSON object"):
        PresentedTeam.from_file(presented(tmp_path, "list", data=[1]))
    path = presented(tmp_path, "torn")
    path.with_suffix(".json").write_text("{")
    with pytest.raises(InputError, match=r"torn\.json"):
        PresentedTeam.from_file(path)
