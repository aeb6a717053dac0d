from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from made_problems import PRESS_BEST, PRESS_TEXT, critic_reply, press_formulation, press_reply

import optimoot
from optimoot.agents.recording import read_recording
from optimoot.errors import InputError
from optimoot.settings import Settings


@pytest.fixture
def settings(data_folder: Path, tmp_path: Path) -> Settings:
    """Two teams on scripts that disagree, and then do not."""
    lost = press_reply(constraints=press_formulation()["constraints"][:1])
    scripts = {
        "right": {"formulator": [press_reply()], "critic": [critic_reply("accept")] * 2,
                  "debater": [json.dumps({"stance": "defend"})] * 3},
        "wrong": {"formulator": [lost], "critic": [critic_reply("accept")] * 2,
                  "debater": [json.dumps({"stance": "concede", "to": "right"})] * 3},
    }  # fmt: skip
    teams = {}
    for name, script in scripts.items():
        path = tmp_path / f"{name}.yaml"
        path.write_text(yaml.safe_dump(script))
        teams[name] = {"model": f"scripted:{path}"}
    return Settings(data_folder=data_folder, teams=teams, verifier=False)


def told(answer: optimoot.Answer) -> dict[str, object]:
    """An Answer without what no two runs share: names, places and times."""
    document = json.loads(answer.model_dump_json())
    for name in ("run_id", "trace"):
        del document[name]
    text = json.dumps(document)
    kept = json.loads(text, object_hook=lambda part: {
        key: value for key, value in part.items() if key not in ("times", "seconds")
    })  # fmt: skip
    assert isinstance(kept, dict)
    return kept


def test_a_recorded_run_runs_again_offline_and_comes_to_the_same(
    settings: Settings, tmp_path: Path
) -> None:
    tape = tmp_path / "run.jsonl"
    first = optimoot.solve(PRESS_TEXT, settings=settings, teams=["right", "wrong"], record=tape)
    assert first.objective == pytest.approx(PRESS_BEST)
    for script in tmp_path.glob("*.yaml"):
        script.unlink()  # no model is left
    again = optimoot.replay(tape, settings=Settings(data_folder=settings.data_folder))
    assert told(again) == told(first)
    assert again.usage.calls == first.usage.calls


def test_a_replay_can_be_recorded_and_gives_the_same_completions(
    settings: Settings, tmp_path: Path
) -> None:
    tape, copy = tmp_path / "run.jsonl", tmp_path / "copy.jsonl"
    optimoot.solve(PRESS_TEXT, settings=settings, teams=["right"], record=tape)
    for _ in optimoot.stream(None, replay=tape, record=copy, settings=settings):
        pass
    assert read_recording(copy).completions == read_recording(tape).completions


def test_a_recording_that_does_not_fit_is_refused(settings: Settings, tmp_path: Path) -> None:
    tape = tmp_path / "run.jsonl"
    optimoot.solve(PRESS_TEXT, settings=settings, teams=["right"], record=tape)
    lines = tape.read_text().splitlines()
    head = json.loads(lines[0])

    def replayed(*content: str) -> optimoot.Answer:
        tape.write_text("\n".join(content) + "\n")
        return optimoot.replay(tape, settings=settings)

    with pytest.raises(InputError, match="no completion for a request"):
        replayed(lines[0])
    odd = {"request": head["request"] | {"settings": {"bogus": 1}}}
    with pytest.raises(InputError, match=r"'bogus'.* cannot use"):
        replayed(json.dumps(head | odd), *lines[1:])
    for damage in ({"text": 5}, {"tokens": "many"}, {"team": None}, {"characters": "x"}):
        with pytest.raises(InputError, match="damaged at line 2"):
            replayed(lines[0], json.dumps(json.loads(lines[1]) | damage))
    with pytest.raises(InputError, match="format 9"):
        replayed(json.dumps(head | {"recording": 9}))
    with pytest.raises(InputError, match="is no recording"):
        replayed("{}")
    with pytest.raises(InputError, match="damaged at line 2"):
        replayed(lines[0], "{torn")
    with pytest.raises(InputError, match="'request'"):
        replayed(json.dumps({"recording": 1, "optimoot": "0"}))
    strange = head["request"] | {"teams": ["elsewhere"]}
    with pytest.raises(InputError, match="'elsewhere'"):
        replayed(json.dumps(head | {"request": strange}))
    with pytest.raises(InputError, match="cannot be read"):
        optimoot.replay(tmp_path / "nothing.jsonl", settings=settings)


def test_a_replay_takes_no_problem_of_its_own(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="what was recorded"):
        list(optimoot.stream("Another.", replay=tmp_path / "x", settings=settings))


def test_a_recording_that_cannot_be_written_is_told_before_the_run(
    settings: Settings, tmp_path: Path
) -> None:
    for place in (tmp_path / "missing" / "run.jsonl", tmp_path):
        with pytest.raises(InputError, match="cannot be written"):
            optimoot.solve(PRESS_TEXT, settings=settings, teams=["right"], record=place)
    assert not (settings.data_folder / "runs").exists()


def test_a_secret_is_in_no_recording(settings: Settings, tmp_path: Path) -> None:
    tape, chosen = tmp_path / "run.jsonl", settings.model_copy(update={"memory_token": "s3cret"})
    optimoot.solve(PRESS_TEXT, settings=chosen, teams=["right"], record=tape)
    kept = [path for path in settings.data_folder.rglob("*") if path.is_file()]
    assert not [path for path in (tape, *kept) if b"s3cret" in path.read_bytes()]
