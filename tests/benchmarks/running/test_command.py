"""`optimoot bench run` on real teams: records as they come, going on, and what is refused."""

import json

import pytest
from typer.testing import CliRunner

from optimoot.benchmarks.cli import app
from optimoot.benchmarks.running.folder import EvaluationFolder
from optimoot.benchmarks.running.preset import preset_of_teams
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
        {"id": "endless", "description": "word " * 30_000, "answer": 1},
    ]
    path = tmp_path / "items.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def call(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def records(folder):
    return {record.id: record for record in EvaluationFolder.open(folder).records()}


def test_every_item_gets_a_record_and_the_shares_are_told(items, tmp_path):
    done = call("run", items, "--teams", "builtin", "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    found = records(tmp_path / "out")
    assert found["candles"].objective == 145
    assert found["candles"].team == "builtin"
    assert found["candles"].confidence == "checked"
    made = [value.value for value in found["candles"].variables]
    assert 5 * made[0] + 7 * made[1] == 145
    assert found["poem"].verdict == "unsolved"
    assert found["endless"].ending == "failed"
    assert "right     1 of 4, 25.0 %" in done.output
    assert "wrong     1 of 4" in done.output
    assert "abstained 2 of 4" in done.output
    assert "broken    1 of the abstained failed or timed out: endless" in done.output


def test_each_result_is_a_flat_line_of_its_own(items, tmp_path):
    call("run", items, "--out", tmp_path / "out", "--limit", 2)
    call("run", items, "--out", tmp_path / "out")
    lines = (tmp_path / "out" / "results.jsonl").read_text(encoding="utf-8").splitlines()
    found = {result["id"]: result for result in map(json.loads, lines)}
    assert len(lines) == len(found) == 4
    assert found["candles"]["right"] is True
    assert found["candles"]["objective"] == found["candles"]["answer"] == 145
    assert found["candles"]["status"] in {"uncontested", "consensus"}
    assert found["mislabelled"]["score"] == "wrong"
    assert found["poem"]["score"] == "abstained"
    assert found["endless"]["status"] == "failed"


def test_the_whole_answer_is_kept_beside_the_record(items, tmp_path):
    call("run", items, "--out", tmp_path / "out")
    folder = EvaluationFolder.open(tmp_path / "out")
    found = {record.id: folder.answer(record) for record in folder.records()}
    assert found["candles"].problem.text == CANDLES
    assert found["candles"].formulation is not None
    assert found["endless"] is None


def test_a_second_start_does_only_what_is_left(items, tmp_path):
    out = tmp_path / "out"
    call("run", items, "--out", out, "--limit", 2)
    first = (out / "log.jsonl").read_bytes()
    done = call("run", items, "--out", out, "--repeat", 2)
    assert done.exit_code == 0, done.output
    assert (out / "log.jsonl").read_bytes().startswith(first)
    keys = [record.key for record in EvaluationFolder.open(out).records()]
    assert len(keys) == len(set(keys)) == 8
    before = (out / "log.jsonl").read_bytes()
    call("run", items, "--out", out, "--repeat", 2)
    assert (out / "log.jsonl").read_bytes() == before


def test_another_preset_is_added_to_a_finished_evaluation(items, tmp_path):
    out = tmp_path / "out"
    call("run", items, "--out", out)
    done = call("run", items, "--out", out, "--teams", "matching")
    assert done.exit_code == 0, done.output
    found = {(r.id, r.preset) for r in EvaluationFolder.open(out).records()}
    assert {preset for _, preset in found} == {"builtin", "matching"}
    assert len(found) == 8


def test_without_a_folder_the_same_command_finds_its_own(items, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    call("run", items, "--limit", 1)
    call("run", items, "--limit", 2)
    (folder,) = (tmp_path / "evaluations").iterdir()
    assert folder.name.startswith("items-")
    assert len(list(EvaluationFolder.open(folder).records())) == 2


def test_other_settings_are_refused_in_the_same_folder(items, tmp_path):
    out = tmp_path / "out"
    call("run", items, "--out", out, "--limit", 1)
    other = call("run", items, "--out", out, "--time-limit", 5)
    assert isinstance(other.exception, InputError)
    assert "time_limit was 'not set' and is 5.0" in str(other.exception)


def test_a_set_that_changed_is_refused(items, tmp_path):
    out = tmp_path / "out"
    call("run", items, "--out", out, "--limit", 1)
    items.write_text(items.read_text().replace("145", "147"))
    changed = call("run", items, "--out", out)
    assert isinstance(changed.exception, InputError)
    assert "'candles' is another" in str(changed.exception)


def test_a_folder_with_something_else_in_it_is_refused(items, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "results.jsonl").write_text("no result\n")
    done = call("run", items, "--out", out)
    assert isinstance(done.exception, InputError)
    assert "holds something else" in str(done.exception)


def test_failed_items_are_tried_again_only_when_asked(items, tmp_path):
    out = tmp_path / "out"
    call("run", items, "--out", out)
    call("run", items, "--out", out)
    folder = EvaluationFolder.open(out)
    assert [record.id for record in folder.records()].count("endless") == 1
    call("run", items, "--out", out, "--retry-failed")
    assert [record.id for record in folder.records()].count("endless") == 2
    assert len(folder.standing()) == 4


def test_unknown_teams_are_told_with_those_that_exist(items, tmp_path):
    done = call("run", items, "--teams", "builtin, nobody", "--out", tmp_path / "out")
    assert isinstance(done.exception, InputError)
    assert "no team 'nobody'" in str(done.exception)


def test_all_includes_the_team_on_a_model(loopback_models):
    settings = Settings(model="openai:some", base_url="http://127.0.0.1:9/v1")
    names = [team.name for team in preset_of_teams("all").teams(settings)]
    assert len(names) > len(preset_of_teams("builtin").teams(settings))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--executor", "moon"], "no executor 'moon'"),
        (["--scheduler", "tcp://127.0.0.1:1"], "has no scheduler"),
        (["--item-timeout", "0"], "cannot be given 0 seconds"),
        (["--preset", "nothing"], "no preset 'nothing'"),
        (["--bank", "somewhere"], "memory is off"),
        (["--memory", "odd"], "--memory cannot be 'odd'"),
    ],
)
def test_what_makes_no_sense_is_refused(items, tmp_path, arguments, said):
    done = call("run", items, "--out", tmp_path / "out", *arguments)
    assert isinstance(done.exception, InputError)
    assert said in str(done.exception)


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
    assert records(tmp_path / "frozen")["one"].excluded == ("candles",)
    off = call("run", path, "--teams", "matching", "--out", tmp_path / "off")
    assert "near-duplicates" not in off.stdout
    odd = call(*common, "--memory", "odd", "--out", tmp_path / "odd")
    assert isinstance(odd.exception, InputError)
