"""What a run was asked, kept before the run has begun."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from optimoot.errors import InputError
from optimoot.memory.asked import Asked, chosen_data_folder, read_asked, run_path
from optimoot.memory.runs import RunFolder, RunRequest
from optimoot.problem import Problem
from optimoot.settings import Settings

ASKED = Asked(text="Größe?", tables=("a.csv",), settings={"model": "openai:m"}, budget="9 s")


def test_what_was_kept_is_read_again(tmp_path: Path) -> None:
    ASKED.keep(tmp_path, "r1")
    assert read_asked(tmp_path, "r1") == ASKED
    assert read_asked(tmp_path, "r2") is None


def test_a_run_that_begins_takes_its_folder(tmp_path: Path) -> None:
    ASKED.keep(tmp_path, "r1")
    RunFolder.create(tmp_path, RunRequest(problem=Problem(text="x")), "r1")
    assert read_asked(tmp_path, "r1") is None
    assert [path.name for path in run_path(tmp_path, "r1").iterdir()] == ["request.json"]
    with pytest.raises(InputError, match="There is a run"):
        RunFolder.create(tmp_path, RunRequest(problem=Problem(text="x")), "r1")


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"text": 5, "tables": 3}'])
def test_what_is_damaged_is_named(tmp_path: Path, content: str) -> None:
    ASKED.keep(tmp_path, "r1")
    (run_path(tmp_path, "r1") / "asked.json").write_text(content)
    with pytest.raises(InputError, match=r"asked\.json"):
        read_asked(tmp_path, "r1")


def test_the_data_folder_is_that_of_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPTIMOOT_DATA_FOLDER", str(tmp_path / "one"))
    assert chosen_data_folder() == Settings().data_folder == tmp_path / "one"
    monkeypatch.delenv("OPTIMOOT_DATA_FOLDER")
    assert chosen_data_folder() == Settings().data_folder
    config = tmp_path / "config" / "optimoot" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f"data_folder = {str(tmp_path / 'two')!r}\n")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert chosen_data_folder() == Settings().data_folder == tmp_path / "two"


def test_it_costs_no_heavy_import() -> None:
    code = (
        "import sys, optimoot.app.commands.solve, optimoot.intake, optimoot.memory.asked as a; "
        "a.chosen_data_folder(); print([m for m in ('pydantic', 'pandas', 'langgraph', 'asyncio') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
