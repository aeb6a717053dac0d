"""`optimoot bench synthesize`: the file, its summary, and what is refused."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from typer.testing import CliRunner

from optimoot.benchmarks.cli import app
from optimoot.benchmarks.sets.files import load_items
from optimoot.benchmarks.synthesis.archetypes.registry import archetypes_named
from optimoot.benchmarks.synthesis.checking import Checked, solve_and_mutate
from optimoot.benchmarks.synthesis.demonstration import Style
from optimoot.benchmarks.synthesis.retelling import slotted
from optimoot.errors import InputError
from optimoot.formulation import Formulation
from optimoot.program import Program
from optimoot.solvers.options import SolveOptions
from optimoot.solvers.sandbox import shared_sandbox


def call(*arguments):
    return CliRunner().invoke(app, ["synthesize", *map(str, arguments)])


def test_items_can_be_run_and_carry_their_model(tmp_path):
    path = tmp_path / "deep" / "items.jsonl"
    done = call("--n", 27, "--seed", 3, "--round-trip", "off", "--out", path)
    assert done.exit_code == 0, done.output
    items = {item.id: item for item in load_items(path)}
    lines = [json.loads(text) for text in path.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == len(items) == 27
    for record in lines:
        assert items[record["id"]].answer == record["answer"]
        assert items[record["id"]].family == record["family"]
        formulation = Formulation.model_validate(record["formulation"])
        names = {constraint.name for constraint in formulation.constraints}
        assert record["checks"]["without"].keys() == names
        program = Program.model_validate(record["program"])
        outcome = shared_sandbox().run(program, SolveOptions(time_limit=20))
        assert outcome.is_conclusive
        assert outcome.objective == pytest.approx(record["answer"], rel=1e-6)
    assert "| all |" in done.output
    summary = json.loads((path.parent / "items.summary.json").read_text(encoding="utf-8"))
    assert summary["items"] == 27
    assert summary["diversity"]["items"] == 27
    assert (path.parent / "items.summary.md").read_text(encoding="utf-8").strip() in done.output


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    for name in ("one", "other"):
        call("--n", 9, "--seed", 12, "--round-trip", "off", "--out", tmp_path / f"{name}.jsonl")
    one = (tmp_path / "one.jsonl").read_bytes()
    assert one == (tmp_path / "other.jsonl").read_bytes()
    assert one


def test_a_file_that_exists_is_left_alone(tmp_path):
    path = tmp_path / "items.jsonl"
    path.write_text("mine", encoding="utf-8")
    done = call("--n", 1, "--round-trip", "off", "--out", path)
    assert isinstance(done.exception, InputError)
    assert "exists" in str(done.exception)
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_file_that_no_run_would_read_is_refused(tmp_path):
    done = call("--n", 1, "--round-trip", "off", "--out", tmp_path / "items")
    assert isinstance(done.exception, InputError)
    assert ".jsonl" in str(done.exception)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--archetype", "poems", "no archetype 'poems'"),
        ("--style", "rhyme", "no style 'rhyme'"),
        ("--style", ",", "no style ','"),
        ("--round-trip", "both", "cannot be 'both'"),
        ("--teams", "nobody", "nobody"),
        ("--model", "nonsense", "nonsense"),
    ],
)
def test_what_cannot_be_used_is_refused_before_anything_is_made(tmp_path, option, value, said):
    done = call("--n", 1, "--out", tmp_path / "items.jsonl", option, value)
    assert isinstance(done.exception, InputError)
    assert said in str(done.exception)
    assert not (tmp_path / "items.jsonl").exists()


def test_a_model_tells_the_questions(tmp_path):
    script = tmp_path / "script.yaml"
    script.write_text("reteller:\n" + 400 * "  - text: nothing of use\n", encoding="utf-8")
    path = tmp_path / "items.jsonl"
    done = call(
        "--n", 1, "--archetype", "diet", "--round-trip", "off",
        "--model", f"scripted:{script}", "--out", path,
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "Only 0 of 1 items" in done.output
    summary = json.loads((tmp_path / "items.summary.json").read_text(encoding="utf-8"))
    (diet,) = summary["archetypes"].values()
    assert diet["shares"]["told"] == 0
    assert any("do not stand exactly once" in reason for reason in diet["refusals"])


def test_what_a_model_told_is_written_with_its_price(tmp_path):
    (diet,) = archetypes_named("diet")
    for number in range(100):
        chance = random.Random(f"1 diet {number}")
        made = diet.demonstration(chance, chance.choice(tuple(Style)))
        if isinstance(solve_and_mutate(made.formulation), Checked):
            break
    script = tmp_path / "script.json"
    reply = f"Please read carefully. {slotted(made)[0]}"
    script.write_text(json.dumps({"reteller": [{"text": reply, "tokens": [900, 300]}]}))
    path = tmp_path / "items.jsonl"
    done = call(
        "--n", 1, "--archetype", "diet", "--teams", "builtin",
        "--model", f"scripted:{script}", "--out", path,
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    (record,) = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    assert record["description"].startswith("Please read carefully.")
    assert record["told_by"].startswith("scripted:")
    assert record["checks"]["round_trip"]["verdict"]
    assert "1 completion, 1,200 tokens" in done.output


@contextmanager
def at_work(path):
    """The command in a process of its own, once ten items are there."""
    command = "from optimoot.benchmarks.cli import app; app()"
    arguments = ["synthesize", "--n", "500", "--round-trip", "off", "--out", str(path)]
    process = subprocess.Popen(
        [sys.executable, "-c", command, *arguments],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | {"TERM": "dumb"},
    )  # fmt: skip
    try:
        while not (path.exists() and path.read_bytes().count(b"\n") >= 10):
            assert process.poll() is None
            time.sleep(0.05)
        yield process
    finally:
        process.kill()
        process.wait()


def test_a_run_that_is_killed_leaves_whole_lines(tmp_path):
    path = tmp_path / "items.jsonl"
    with at_work(path) as process:
        process.kill()
        process.wait()
    found = path.read_bytes()
    assert found.endswith(b"\n")
    assert all(json.loads(text)["id"] for text in found.splitlines())
    assert len(load_items(path)) == found.count(b"\n")


def test_ctrl_c_keeps_what_was_made_and_sums_it_up(tmp_path):
    path = tmp_path / "items.jsonl"
    with at_work(path) as process:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
    summary = json.loads((tmp_path / "items.summary.json").read_text(encoding="utf-8"))
    assert 10 <= summary["items"] < 500
    assert len(load_items(path)) == summary["items"]
