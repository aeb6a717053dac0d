"""The runner, on real teams: results as they come, going on, and broken folders."""

import json

import pytest
from typer.testing import CliRunner

from optimoot.benchmarks.cli import app
from optimoot.benchmarks.run import choose_teams
from optimoot.errors import InputError
from optimoot.settings import Settings

CANDLES = (
    "A studio pours tall candles and wide candles. A tall candle takes 4 ounces of wax and a wide "
    "candle takes 6 ounces of wax. There are 120 ounces of wax. At most 15 tall candles can be "
    "sold. The profit per tall candle is $5 and the profit per wide candle is $7. How many of each "
    "should be poured to maximize profit?"
)
POEM = "The moon is a lantern over the bay, and nobody has to decide anything today."


@pytest.fixture
def items(tmp_path):
    lines = [
        {"id": "candles", "description": CANDLES, "answer": 145},
        {"id": "mislabelled", "description": CANDLES, "answer": 146},
        {"id": "poem", "description": POEM, "answer": 1},
        {"id": "empty", "description": "", "answer": 1},
    ]
    path = tmp_path / "items.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def call(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def results(folder):
    lines = (folder / "results.jsonl").read_text(encoding="utf-8").splitlines()
    return {result["id"]: result for result in map(json.loads, lines)}


def test_every_item_gets_a_line_and_the_shares_are_told(items, tmp_path):
    done = call("run", items, "--teams", "builtin", "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    found = results(tmp_path / "out")
    assert found["candles"]["right"]
    assert found["candles"]["objective"] == 145
    assert found["candles"]["team"] == "builtin"
    assert found["candles"]["confidence"] == "checked"
    assert found["mislabelled"]["score"] == "wrong"
    assert found["poem"]["score"] == "abstained"
    assert found["empty"]["status"] == "failed"
    assert "right     1 of 4, 25.0 %" in done.output
    assert "wrong     1 of 4" in done.output
    assert "abstained 2 of 4" in done.output


def test_a_second_start_goes_on_where_the_first_stood(items, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    kept = {"id": "candles", "status": "kept", "answer": 145.0, "right": True, "score": "right"}
    (out / "results.jsonl").write_text(json.dumps(kept | {"seconds": 1.0}) + "\n")
    done = call("run", items, "--out", out)
    assert done.exit_code == 0, done.output
    assert results(out)["candles"]["status"] == "kept"
    assert len(results(out)) == 4


def test_a_folder_with_something_else_in_it_is_refused(items, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "results.jsonl").write_text("no result\n")
    done = call("run", items, "--out", out)
    assert isinstance(done.exception, InputError)
    assert "Line 1" in str(done.exception)


def test_unknown_teams_are_told_with_those_that_exist():
    with pytest.raises(InputError, match=r"no team 'nobody'.*builtin"):
        choose_teams("builtin, nobody", Settings())


def test_all_includes_the_team_on_a_model(loopback_models):
    settings = Settings(model="openai:some", base_url="http://127.0.0.1:9/v1")
    names = [team.name for team in choose_teams("all", settings)]
    assert len(names) > len(choose_teams("builtin", settings))


def test_an_item_is_never_recalled_for_itself(tmp_path):
    """The bank holds the item's own problem; it is left out, counted and listed."""
    from made_records import solution

    from optimoot.memory.opening import bank_on, embedder_of, new_store

    settings = Settings(memory=str(tmp_path / "bank"))
    embedder = embedder_of(settings)
    bank = bank_on(new_store(settings, embedder.name), embedder)
    bank.admit([solution(id="candles", text=CANDLES.replace("120", "150"))])
    bank.close()
    path = tmp_path / "items.jsonl"
    path.write_text(json.dumps({"id": "one", "description": CANDLES, "answer": 145}))
    common = ("run", path, "--teams", "memory,matching", "--bank", tmp_path / "bank")
    frozen = call(*common, "--memory", "frozen", "--out", tmp_path / "frozen")
    assert "1 near-duplicates were not recalled: candles for one" in frozen.stdout
    assert results(tmp_path / "frozen")["one"]["excluded"] == ["candles"]
    off = call("run", path, "--teams", "matching", "--out", tmp_path / "off")
    assert "near-duplicates" not in off.stdout
    odd = call(*common, "--memory", "odd", "--out", tmp_path / "odd")
    assert isinstance(odd.exception, InputError)
