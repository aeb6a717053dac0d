"""`optimoot bench score`, `audit` and `compare` on folders, good and bad."""

import json

import pytest
from made_scores import broken, evaluation, item, record
from typer.testing import CliRunner

from optimoot.benchmarks.cli import app
from optimoot.benchmarks.scoring.disputes import Dispute, read_disputes, write_disputes
from optimoot.benchmarks.scoring.rules.registry import RULES
from optimoot.errors import InputError

NAMES = ("ash", "bay", "cliff", "dale", "elm")
TEXTS = {
    "ash": "How many lorries carry the timber over the pass?",
    "bay": "Which of the nurses should work the night duty on Monday?",
    "cliff": "A baker mixes rye with wheat so that a loaf gets cheap.",
    "dale": "Water flows from the well through pipes to the farms.",
    "elm": "A fund buys shares and bonds with the least risk there is.",
}


def call(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def made(path, objectives, *, presets=("p",), label=100.0):
    items = [item(label, name, text=TEXTS[name], family=name[0]) for name in objectives]
    records = [
        record(value, name, preset=preset, confidence="verified")
        for preset in presets
        for name, value in objectives.items()
    ]
    return evaluation(path, items, records).path


@pytest.fixture
def run(tmp_path):
    return made(tmp_path / "a", {"ash": 100.0, "bay": 104.0, "cliff": 7.0, "dale": None})


def test_the_figures_of_a_run(run):
    done = call("score", run, "--by", "family")
    assert done.exit_code == 0, done.output
    assert "4 attempts at 4 items in 4 groups" in done.output
    assert "accuracy (stated, sure or not): 1 of 4, 25.0 %" in done.output
    assert "wrong and sure: 2 of 4" in done.output
    assert "right of those verified: 1 of 3" in done.output
    assert "b: accuracy 0 of 1" in done.output


def test_every_rule_can_be_asked_again(run):
    done = call("score", run, "--rule", "all", "--json")
    found = {one["rule"]: one["all"]["accuracy"]["count"] for one in json.loads(done.output)}
    assert set(found) == set(RULES)
    assert found["objective-1e-4"] == found["sirl"] == 1
    assert found["objective-5%"] == found["agora-opt"] == 2


def test_scoring_writes_nothing(run):
    before = {path: path.stat().st_mtime_ns for path in run.rglob("*")}
    for command in (["score", run], ["audit", run, "--least", "checked"], ["compare", run, run]):
        call(*command)
    assert {path: path.stat().st_mtime_ns for path in run.rglob("*")} == before


def test_an_interrupted_run_says_what_is_left(tmp_path):
    items = [item(100.0, name, text=TEXTS[name]) for name in NAMES]
    folder = evaluation(tmp_path / "a", items, [record(100.0, "ash"), broken(name="bay")])
    done = call("score", folder.path)
    assert "3 more attempts were asked for and have not been made" in done.output
    assert "the cost is unknown" in done.output


def test_figures_with_and_without_disputed_items(run, tmp_path):
    write_disputes(tmp_path / "d.toml", [Dispute(id="cliff", reason="…")])
    done = call("score", run, "--disputes", tmp_path / "d.toml")
    assert "accuracy (stated, sure or not): 1 of 4" in done.output
    assert "without 1 items whose label is disputed:" in done.output
    assert "accuracy (stated, sure or not): 1 of 3" in done.output


def test_disputes_about_nothing_are_told(run, tmp_path):
    write_disputes(tmp_path / "d.toml", [Dispute(set="other", id="cliff")])
    done = call("score", run, "--disputes", tmp_path / "d.toml")
    assert "none of the disputes is about an item of this run" in done.output


def test_the_audit_lists_evidence_and_writes_disputes(run, tmp_path):
    done = call("audit", run, "--out", tmp_path / "d.toml")
    assert done.exit_code == 0, done.output
    assert "2 labels are contradicted by an answer that is verified" in done.output
    assert "s bay: label 100.0, ours 104" in done.output
    assert "Our plan holds in plain arithmetic and is better than the label." in done.output
    assert "p, with all items: accuracy 1 of 4" in done.output
    assert "p, without items whose label is contradicted (at most): accuracy 1 of 2" in done.output
    assert [one.id for one in read_disputes(tmp_path / "d.toml")] == ["bay", "cliff"]
    again = call("audit", run, "--disputes", tmp_path / "d.toml")
    assert "s bay: label 100.0, ours 104, known to be disputed" in again.output
    assert "p, without items known to be disputed: accuracy 1 of 2" in again.output


def test_the_audit_as_json(run):
    found = json.loads(call("audit", run, "--json").output)
    assert [(one["id"], one["objective"], one["attempts"]) for one in found] == [
        ("bay", 104.0, 1),
        ("cliff", 7.0, 1),
    ]


def test_what_flipped_between_two_runs(run, tmp_path):
    other = made(tmp_path / "b", {"ash": 100.0, "bay": 100.0, "cliff": 7.0, "elm": 100.0})
    done = call("compare", run, other)
    assert done.exit_code == 0, done.output
    assert "33.3 % of 3 common items" in done.output
    assert "B - A: +33.3 points" in done.output
    assert "B better at 1, A better at 0: McNemar's exact test p = 1" in done.output
    assert "Left out: 1 items that only A attempted, 1 that only B attempted" in done.output
    assert "  s bay: A 104, B 100, label 100.0" in done.output
    found = json.loads(call("compare", run, other, "--json").output)
    assert [flip["id"] for flip in found["gained"]] == ["bay"]
    assert found["left_out"] == [1, 1]


def test_items_that_changed_are_left_out(run, tmp_path):
    other = made(tmp_path / "b", {"ash": 90.0, "bay": 100.0}, label=90.0)
    done = call("compare", run, other)
    assert "Left out: 2 items whose text or label differs: ash, bay" in done.output


def test_disputed_items_are_not_compared(run, tmp_path):
    write_disputes(tmp_path / "d.toml", [Dispute(id="bay")])
    other = made(tmp_path / "b", {"ash": 100.0, "bay": 100.0, "cliff": 7.0})
    done = call("compare", run, other, "--disputes", tmp_path / "d.toml")
    assert "of 2 common items" in done.output
    assert "Left out: 1 items whose label is disputed" in done.output


def test_two_presets_of_one_run(tmp_path):
    run = made(tmp_path / "a", {"ash": 100.0, "bay": 7.0}, presets=("one", "two"))
    assert call("score", run).output.count("accuracy (stated") == 2
    assert call("score", f"{run}@two").output.count("accuracy (stated") == 1
    done = call("compare", f"{run}@one", f"{run}@two")
    assert "B better at 0, A better at 0" in done.output
    with pytest.raises(InputError, match="several presets: one, two"):
        raise call("compare", run, run).exception


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("score", "{run}", "--rule", "exact"), "There is no rule 'exact'"),
        (("score", "{run}", "--by", "weather"), "--by cannot be 'weather'"),
        (("score", "{run}@three"), "no records of a preset 'three'"),
        (("score", "{run}/none"), "There is no evaluation in"),
        (("score", "{run}", "--disputes", "{run}/none"), "cannot be read"),
        (("audit", "{run}", "--least", "doubtful"), "--least cannot be 'doubtful'"),
        (("compare", "{run}", "{run}", "--rule", "x"), "There is no rule 'x'"),
    ],
)
def test_bad_input_is_named(run, arguments, told):
    done = call(*(argument.format(run=run) for argument in arguments))
    assert isinstance(done.exception, InputError)
    assert told in str(done.exception)


def test_a_run_without_records(tmp_path):
    folder = evaluation(tmp_path / "a", [item()], [])
    assert "has no records yet" in str(call("score", folder.path).exception)


def test_what_a_set_says_commands_no_terminal(tmp_path):
    name = "ash\x1b[31m\u202e"
    its = item(100.0, name, text=TEXTS["ash"])
    its_record = record(7.0, name, confidence="verified")
    folder = evaluation(tmp_path / "a", [its], [its_record])
    other = evaluation(tmp_path / "b", [its], [record(100.0, name)])
    for command in (["audit", folder.path], ["compare", folder.path, other.path]):
        done = call(*command)
        assert done.exit_code == 0, done.exception
        assert "ash\\x1b[31m" in done.output
        assert "\x1b" not in done.output
        assert "\u202e" not in done.output
