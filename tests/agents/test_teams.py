from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from made_problems import PRESS_BEST, PRESS_TEXT, critic_reply, press_formulation, press_reply

import optimoot
from optimoot.agents.language.team import LanguageTeam
from optimoot.agents.team_file import line_of, load_team_file
from optimoot.agents.teams import chosen_teams, default_teams, with_team_files
from optimoot.errors import InputError
from optimoot.settings import Settings
from optimoot.team_spec import TeamSpec


def script(path: Path, **roles: list[str]) -> str:
    path.write_text(yaml.safe_dump(roles))
    return f"scripted:{path}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    model = script(tmp_path / "most.yaml", formulator=[press_reply()])
    critic = script(tmp_path / "critic.yaml", critic=[critic_reply("accept")])
    path = tmp_path / "teams.toml"
    path.write_text(
        f"""
[teams.careful]
model = "{model}"
plans = 2
repairs = 1
scheduling = "greedy"
budget = "9000 tokens"

[teams.careful.roles]
critic = "{critic}"
"""
    )
    return path


def test_a_team_of_a_file_works_with_a_model_for_each_role(
    file: Path, data_folder: Path, tmp_path: Path
) -> None:
    lost = press_reply(constraints=press_formulation()["constraints"][:1])
    script(tmp_path / "most.yaml", formulator=[lost])
    settings = Settings(data_folder=data_folder, verifier=False)
    answer = optimoot.solve(PRESS_TEXT, settings=settings, teams=[str(file)])
    assert [candidate.team for candidate in answer.candidates] == ["careful"]
    models = {line.role: line.model for line in answer.usage.lines}
    assert models["formulator"].endswith("most.yaml")
    assert models["critic"].endswith("critic.yaml")


def test_names_stand_for_teams_of_the_settings_and_built_in_ones(file: Path) -> None:
    names, settings = with_team_files(["algebra", str(file)], Settings())
    assert names == ("algebra", "careful")
    assert [team.name for team in chosen_teams(names, settings)] == ["algebra", "careful"]
    every = [team.name for team in chosen_teams(["builtin"], settings)]
    assert {"builtin", "algebra", "matching"} <= set(every)
    assert "careful" in [team.name for team in default_teams(settings)]
    with pytest.raises(InputError, match="no team 'nobody'") as caught:
        chosen_teams(["nobody"], settings)
    assert "careful" in caught.value.remedy


def test_one_team_twice_is_refused(file: Path, data_folder: Path) -> None:
    settings = Settings(data_folder=data_folder)
    with pytest.raises(InputError, match="Two teams have the name 'algebra'"):
        optimoot.solve(PRESS_TEXT, settings=settings, teams=["algebra", "algebra"])
    with pytest.raises(InputError, match="no team to attempt"):
        optimoot.solve(PRESS_TEXT, settings=settings, teams=[])
    other = Settings(data_folder=data_folder, teams={"careful": {"model": "ollama:x"}})
    with pytest.raises(InputError, match="name 'careful'"):
        optimoot.solve(PRESS_TEXT, settings=other, teams=["careful", str(file)])


def test_a_team_keeps_to_its_own_budget(file: Path, data_folder: Path) -> None:
    file.write_text(file.read_text().replace("9000 tokens", "1 tokens"))
    settings = Settings(data_folder=data_folder, verifier=True)
    answer = optimoot.solve(PRESS_TEXT, settings=settings, teams=["builtin", str(file)])
    assert answer.objective == pytest.approx(PRESS_BEST)
    assert answer.usage.calls == 1
    assert {line.team for line in answer.usage.lines} == {"careful"}


BAD = {
    "an unknown key": ("plans = 2", "plan = 2", r"line 4: 'plan' is no key of a team"),
    "a value of another kind": ("plans = 2", "plans = 0", "line 4: 'plans' cannot be used"),
    "an unknown scheduler": ('"greedy"', '"lucky"', "line 6: 'scheduling' cannot be used"),
    "an unknown role": ("critic =", "critics =", "line 10"),
    "a budget of zero": ("9000 tokens", "0 tokens", "above zero"),
    "no TOML": ("[teams.careful]", "[teams.careful", "is no TOML"),
    "a stray key": ("\n[teams.careful]", "plans = 3\n[teams.careful]", r"'plans' \(line 1\)"),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_what_is_wrong_in_a_file_is_named_with_its_line(name: str, file: Path) -> None:
    before, after, told = BAD[name]
    file.write_text(file.read_text().replace(before, after, 1))
    with pytest.raises(InputError, match=told):
        chosen_teams(*with_team_files([str(file)], Settings()))


def test_a_name_of_a_model_that_cannot_be_read_is_named_with_its_line(file: Path) -> None:
    lines = file.read_text().splitlines()
    lines[2] = 'model = "gpt"'
    file.write_text("\n".join(lines))
    with pytest.raises(InputError, match="line 3: 'gpt' is not the name of a model"):
        load_team_file(file)


def test_a_model_that_cannot_be_made_is_named_with_its_team(file: Path, data_folder: Path) -> None:
    file.write_text('[teams.odd]\nmodel = "nosuchprovider:x"\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"The team 'odd' in .*line 2: .*'nosuchprovider'"):
        with_team_files([str(file)], Settings(data_folder=data_folder))
    spec = TeamSpec(model="nosuchprovider:x")
    with pytest.raises(InputError, match=r"The team 'odd': .*'nosuchprovider'"):
        chosen_teams(["odd"], Settings(data_folder=data_folder, teams={"odd": spec}))


@pytest.mark.parametrize("name", ["builtin", "matching", "memory"])
def test_a_team_may_not_take_the_name_of_a_built_in_one(file: Path, name: str) -> None:
    file.write_text(f'[teams.{name}]\nmodel = "scripted:x.yaml"\n', encoding="utf-8")
    with pytest.raises(InputError, match="name of a built-in team"):
        with_team_files([str(file)], Settings())


def test_a_budget_that_cannot_be_read_is_named_with_its_line(file: Path) -> None:
    file.write_text('[teams.a]\nmodel = "scripted:x"\nbudget = "banana"\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"line 3: .*banana"):
        with_team_files([str(file)], Settings())


def test_a_team_that_has_only_inner_tables_has_a_line() -> None:
    text = '[teams.red]\nmodel = "openai:x"\n\n[teams.blue.roles]\ncritic = "openai:y"\n'
    assert line_of(text, ["teams", "blue", "model"]) == 4
    assert line_of(text, ["teams", "red", "plans"]) == 1


@pytest.mark.parametrize("content", ["", "[teams]", "teams = 3"])
def test_a_file_without_teams_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "empty.toml"
    path.write_text(content)
    with pytest.raises(InputError, match="holds no team"):
        load_team_file(path)
    with pytest.raises(InputError, match="cannot be read"):
        load_team_file(tmp_path / "none.toml")


@given(text=st.text(max_size=200), keys=st.lists(st.text(max_size=8), min_size=1, max_size=3))
def test_a_line_is_always_one_of_the_text(text: str, keys: list[str]) -> None:
    assert 1 <= line_of(text, keys) <= max(1, len(text.splitlines()))


def test_teams_are_made_from_the_settings_file_alike(file: Path, data_folder: Path) -> None:
    _, settings = with_team_files([str(file)], Settings(data_folder=data_folder))
    (team,) = chosen_teams(["careful"], settings)
    assert isinstance(team, LanguageTeam)
    assert len(team.clients) == 2
