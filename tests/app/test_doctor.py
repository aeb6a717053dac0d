"""`optimoot doctor`: what works here, told without keys, and what is broken by exit code."""

import json

import pytest

from optimoot.app.doctor import State, diagnose
from optimoot.settings import Settings

SECRET = "sk-very-secret"


def states(diagnosis, area):
    return {found.name: found.state for found in diagnosis.findings if found.area == area}


def test_a_sound_machine(optimoot):
    result = optimoot("doctor", "--json")
    found = json.loads(result.stdout)
    assert result.stderr == ""
    assert result.exit_code == (0 if found["healthy"] else 1)
    parts = {(one["area"], one["name"]): one for one in found["findings"]}
    for solver in ("highs", "scip"):
        assert parts["solver", solver]["state"] == "works"
        assert "solves in the sandbox" in parts["solver", solver]["detail"]
    assert parts["package", "pyomo"]["state"] == "works"
    assert parts["folder", "data"]["state"] == "works"
    assert {name for area, name in parts if area == "sandbox"} >= {"landlock", "seccomp"}


def test_the_page_names_every_part(optimoot):
    result = optimoot("doctor")
    for part in ("Python 3", "pyomo", "highs", "scip", "landlock", "openai key", "scratch"):
        assert part in result.stdout


def test_keys_are_told_but_never_shown(optimoot, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    result = optimoot("doctor")
    assert "OPENAI_API_KEY is set" in result.stdout
    assert SECRET not in result.output
    assert SECRET not in optimoot("doctor", "--json").output


def test_a_data_folder_that_cannot_be_written_is_essential(optimoot, monkeypatch, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("OPTIMOOT_DATA_FOLDER", str(blocked))
    result = optimoot("doctor")
    assert result.exit_code == 1
    assert "Essential and broken: data" in result.stdout


@pytest.mark.parametrize(
    ("model", "base_url", "named"),
    [
        ("nonsense", "", "not the name of a model"),
        ("openai:m", "", "OPENAI_API_KEY"),
        ("openai:m", "http://127.0.0.1:9/v1", "127.0.0.1:9"),
    ],
)
def test_a_chosen_model_that_cannot_be_used_is_broken(loopback_models, model, base_url, named):
    diagnosis = diagnose(Settings(model=model, base_url=base_url))
    chosen = [found for found in diagnosis.findings if found.name == model]
    assert [found.state for found in chosen] == [State.BROKEN]
    assert named in chosen[0].detail
    assert not diagnosis.healthy


def test_no_model_at_all_is_fine():
    assert states(diagnose(Settings()), "model")["language model"] is State.ABSENT


def test_a_solver_that_gives_nonsense_is_told(monkeypatch):
    from optimoot.app import doctor

    monkeypatch.setattr(doctor, "_BEST", 9.0)
    diagnosis = diagnose(Settings())
    assert set(states(diagnosis, "solver").values()) == {State.BROKEN}
    assert "gave 8.0 where 9.0 is right" in str(diagnosis.findings)
    assert not diagnosis.healthy
