"""`optimoot memory`: what people can read, correct, move and delete."""

from __future__ import annotations

import json
import sqlite3
import tomllib
from pathlib import Path

import pytest
from made_records import ORIGIN, solution

from optimoot.lesson import Artifact, Lesson
from optimoot.memory.bank import Bank
from optimoot.memory.opening import bank_on, embedder_of, new_store
from optimoot.memory.records import Debated, Debugged, Position, Record, Standing
from optimoot.settings import Settings

LESSON = Lesson(
    artifact=Artifact.PROGRAM, failure="does not run", findings=("NameError: y",),
    failing="x = y\n", fixed="y = 1\nx = y\n",
)  # fmt: skip
RECORDS: tuple[Record, ...] = (
    solution(id="aa11", text="A press prints flyers. \x1b[31mRed\x1b[0m [bold]x[/bold]"),
    solution(id="aa22", text="A ship carries grain and coal across the sea."),
    Debugged(id="bb11", text="A farm grows rye.", provenance=ORIGIN, lesson=LESSON),
    Debated(
        id="cc11", text="A van carries tables.", provenance=ORIGIN, lesson="Started loads count.",
        positions=(Position(team="a", result="optimal, objective 3"),),
        differences=("a lacks the van",), supported="optimal, objective 4",
    ),
)  # fmt: skip


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "bank"
    monkeypatch.setenv("OPTIMOOT_MEMORY", str(folder))
    return folder


def bank() -> Bank:
    settings = Settings()
    embedder = embedder_of(settings)
    return bank_on(new_store(settings, embedder.name), embedder)


@pytest.fixture
def filled(place: Path) -> Path:
    opened = bank()
    opened.admit(RECORDS)
    opened.close()
    return place


def test_records_are_listed_with_what_they_come_to(optimoot, filled):
    result = optimoot("memory", "list")
    assert result.exit_code == 0
    for word in ("aa11", "solution", "admitted", "170", "does not run", "A farm grows rye."):
        assert word in result.stdout
    assert "\x1b" not in result.stdout
    assert "[bold]x[/bold]" in optimoot("memory", "show", "aa11").stdout
    newest = optimoot("memory", "list", "--limit", "2").stdout
    assert "cc11" in newest
    assert "aa22" not in newest
    assert "newest 2 of 4" in newest
    only = optimoot("memory", "list", "--kind", "debate", "--json").stdout.splitlines()
    assert [json.loads(line)["id"] for line in only] == ["cc11"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("aa22", ["maximize", "consensus", "Kept 2026-01-01", "run r1"]),
        ("bb", ["NameError: y", "It became", "y = 1"]),
        ("cc", ["a lacks the van", "Started loads count.", "a: optimal"]),
    ],
)
def test_a_record_is_shown_whole_by_the_beginning_of_its_id(optimoot, filled, name, words):
    page = optimoot("memory", "show", name).stdout
    for word in words:
        assert word in page


def test_what_is_like_a_text_is_found(optimoot, filled):
    result = optimoot("memory", "search", "grain and coal on a ship", "--kind", "solution")
    first = next(line for line in result.stdout.splitlines() if "aa" in line)
    assert "aa22" in first
    assert "recalled" in first
    assert "grain, coal" in first
    found = optimoot(
        "memory", "search", "grain and coal on a ship", "--json", "--limit", "1"
    ).stdout
    assert json.loads(found)["record"]["id"] == "aa22"


def test_a_record_gets_a_note_and_is_no_longer_recalled(optimoot, filled):
    assert (
        optimoot(
            "memory", "edit", "aa22", "--note", "Old prices", "--standing", "demoted"
        ).exit_code
        == 0
    )
    page = optimoot("memory", "show", "aa22").stdout
    assert "Note: Old prices" in page
    assert "No longer recalled: By hand." in page
    opened = bank()
    assert opened.find("aa22").standing is Standing.DEMOTED
    opened.close()
    optimoot("memory", "edit", "aa22", "--standing", "admitted")
    page = optimoot("memory", "show", "aa22").stdout
    assert "No longer recalled" not in page
    assert "Note: Old prices" in page
    assert "Nothing is to be changed" in optimoot("memory", "edit", "aa22").stderr
    refused = optimoot("memory", "edit", "aa22", "--note", "\udcff")
    assert refused.exit_code == 2
    assert "not UTF-8" in refused.stderr


def test_deleting_asks_and_leaves_nothing(optimoot, filled):
    kept = optimoot("memory", "delete", "aa22", stdin="n\n")
    assert "Nothing was deleted" in kept.stdout
    unasked = optimoot("memory", "delete", "aa22", stdin="")
    assert unasked.exit_code == 2
    assert "Nobody answered; nothing was deleted" in unasked.stderr
    assert "Deleted 2 of 2" in optimoot("memory", "delete", "aa22", "bb", "aa2", "--yes").stdout
    assert "no record 'aa22'" in optimoot("memory", "show", "aa22").stderr
    left = b"".join(path.read_bytes() for path in filled.rglob("*") if path.is_file())
    assert b"grain and coal" not in left


def test_what_is_exported_can_be_imported_elsewhere(optimoot, filled, tmp_path):
    file = tmp_path / "records.jsonl"
    assert "Wrote 4 records" in optimoot("memory", "export", str(file)).stdout
    assert "exists already" in optimoot("memory", "export", str(file)).stderr
    other = str(tmp_path / "other")
    assert (
        "Took in 4 records; 0 were known"
        in optimoot("memory", "import", str(file), "--memory", other).stdout
    )
    assert (
        "Took in 0 records; 4 were known"
        in optimoot("memory", "import", str(file), "--memory", other).stdout
    )
    again = tmp_path / "again.jsonl"
    optimoot("memory", "export", str(again), "--memory", other)
    assert sorted(again.read_text().splitlines()) == sorted(file.read_text().splitlines())


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("{torn", "line 3: it is no JSON"),
        ('{"kind": "solution"}', "line 3: solution.id"),
        ('{"kind": "dream"}', "line 3: "),
        ("[]", "line 3: "),
        ('{"kind": "solution", "schema_version": 99}', "schema 99"),
    ],
)
def test_a_file_with_a_line_at_fault_is_not_taken_in(optimoot, place, tmp_path, damage, told):
    lines = [record.model_dump_json() for record in RECORDS]
    lines[2] = damage
    file = tmp_path / "records.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    result = optimoot("memory", "import", str(file))
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert "no such record" in optimoot("memory", "list").stdout


def test_the_state_is_told(optimoot, filled):
    told = json.loads(optimoot("memory", "stats", "--json").stdout)
    assert told["records"] == {
        "debate, admitted": 1, "debug, admitted": 1, "solution, admitted": 2,
    }  # fmt: skip
    assert told["embedder"].startswith("hashed-")
    assert str(filled) in optimoot("memory", "stats").stdout.replace("\n", "").replace(" ", "")


def test_another_embedder_is_refused_with_the_command_that_mends_it(optimoot, filled, monkeypatch):
    monkeypatch.setenv("OPTIMOOT_EMBEDDER", "hashed-2-256")
    refused = optimoot("memory", "search", "grain and coal")
    assert refused.exit_code == 2
    assert "memory rebuild --embedder" in refused.stderr
    assert "embedded by hashed-2-256" in optimoot("memory", "rebuild").stdout
    assert "aa22" in optimoot("memory", "search", "grain and coal").stdout


def test_reading_and_deleting_need_no_embedder(optimoot, filled, monkeypatch, tmp_path):
    monkeypatch.setenv("OPTIMOOT_EMBEDDER", "openai:text-embedding-3-small")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    assert "aa22" in optimoot("memory", "list").stdout
    assert "grain and coal" in optimoot("memory", "show", "aa22").stdout
    assert "hashed-" in optimoot("memory", "stats").stdout
    assert optimoot("memory", "export", str(tmp_path / "all.jsonl")).exit_code == 0
    assert "Deleted 1" in optimoot("memory", "delete", "aa22", "--yes").stdout
    assert optimoot("memory", "search", "grain").exit_code == 2


def test_looking_at_an_empty_bank_names_no_wrong_embedder(optimoot, place):
    assert "no such record" in optimoot("memory", "list").stdout
    assert optimoot("memory", "search", "grain").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("show", "zz"), "no record 'zz'"),
        (("show", "aa"), "more than one"),
        (("list", "--kind", "dream"), "no kind 'dream'"),
        (("edit", "aa11", "--standing", "odd"), "no standing 'odd'"),
        (("import", "nothing.jsonl"), "cannot be read"),
        (("rebuild", "--embedder", "tarot"), "no embedder 'tarot'"),
        (("delete", "aa11", "zz", "--yes"), "no record 'zz'"),
        (("export", "no/such/folder.jsonl"), "cannot be written"),
        (("stats", "--memory", "off"), "Memory is off"),
        (("stats", "--memory", "http://"), "is not the address"),
        (("list", "--memory", "misspelt"), "no memory bank 'misspelt'"),
        (("rebuild", "--memory", "misspelt"), "no memory bank 'misspelt'"),
    ],
)
def test_bad_input_is_told_with_its_remedy(optimoot, filled, arguments, told):
    result = optimoot("memory", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Traceback" not in result.stderr + result.stdout
    assert not Path("misspelt").exists()


@pytest.mark.parametrize("command", [("list",), ("stats",), ("search", "grain"), ("rebuild",)])
def test_a_bank_that_cannot_be_opened_is_told_without_a_traceback(optimoot, filled, command):
    newer = sqlite3.connect(filled / "memory.sqlite3")
    newer.execute("PRAGMA user_version = 99")
    newer.commit()
    newer.close()
    (filled.parent / "file").write_text("no folder")
    for place in (filled, filled.parent / "file", "http://127.0.0.1:1"):
        result = optimoot("memory", *command, "--memory", place)
        assert result.exit_code == 1
        assert "Error: The memory" in result.stderr
        assert "unexpectedly" not in result.stderr


def test_memory_is_turned_off_and_on_in_the_settings_file(optimoot, place, monkeypatch, tmp_path):
    monkeypatch.delenv("OPTIMOOT_MEMORY")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    file = tmp_path / "config" / "optimoot" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("# mine\ntime_limit = 7.0\n")
    assert "Memory is off" in optimoot("memory", "off").stdout
    assert tomllib.loads(file.read_text()) == {"time_limit": 7.0, "memory": "off"}
    assert "memory on" in optimoot("memory", "list").stderr
    assert "Memory is on" in optimoot("memory", "on").stdout
    assert file.read_text().startswith("# mine")
    assert "memory" not in tomllib.loads(file.read_text())
