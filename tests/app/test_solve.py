"""`optimoot solve` and `optimoot resolve` from end to end, with the real built-in team."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from made_problems import PRESS_TEXT, press_reply

from optimoot.agents.answer import Answer, Verdict

EXAMPLE = Path(__file__).parents[2] / "examples" / "bakery.txt"
STORY = (
    "A joiner makes benches and stools. Each bench takes 4 hours of work and each stool takes "
    "1 hour of work. The joiner has 40 hours of work a week. At most 25 stools can be made. The "
    "profit is $30 per bench and $9 per stool. How many of each should be made to maximize the "
    "profit?"
)
"""An hour earns 9 on a stool and 7.5 on a bench; 24 stools leave hours for 4 whole benches."""
BEST = 24 * 9 + 4 * 30
NO_DECISION = "The weather is fine today, and the baker hums a tune while he looks at the sky."
FOREIGN = "Сколько хлебов и булок печь, чтобы прибыль была наибольшей? Муки 60 кг."


def answer_of(result):
    assert "Traceback" not in result.stderr
    return Answer.model_validate_json(result.stdout)


@pytest.fixture
def script(tmp_path):
    """Writes a scripted model; gives the option that names it."""

    def write(**roles):
        path = tmp_path / "script.json"
        path.write_text(json.dumps(roles))
        return f"--model=scripted:{path}"

    return write


def test_a_story_becomes_a_solution(optimoot):
    result = optimoot("solve", STORY)
    assert result.exit_code == 0, result.output
    assert "Objective" in result.stdout
    assert re.search(r"Objective.*: 336\b.*proven optimal", result.stdout)
    for heading in ("Model", "Solution", "What binds", "Certificate", "Cost"):
        assert f"\n{heading}\n" in result.stdout
    assert "started: " in result.stderr
    assert re.search(r"ended: (uncontested|consensus)", result.stderr)


def test_the_example_is_read_and_not_remembered(optimoot, tmp_path):
    answer = answer_of(optimoot("solve", EXAMPLE, "--json"))
    assert answer.objective == pytest.approx(528.5)
    edited = EXAMPLE.read_text().replace("$3.50", "$7.00")
    assert "$7.00" in edited
    (tmp_path / "edited.txt").write_text(edited)
    other = answer_of(optimoot("solve", tmp_path / "edited.txt", "--json"))
    assert other.objective is not None
    assert other.objective > 700


def test_json_is_the_answer_and_nothing_else(optimoot):
    result = optimoot("solve", STORY, "--json")
    assert result.exit_code == 0
    assert result.stderr == ""
    assert result.stdout.count("\n") == 1
    answer = answer_of(result)
    assert answer.verdict in (Verdict.UNCONTESTED, Verdict.CONSENSUS)
    assert json.loads(result.stdout) == json.loads(answer.model_dump_json())


def test_piped_text_needs_no_dash(optimoot):
    for arguments in (["solve", "--json"], ["solve", "-", "--json"]):
        assert answer_of(optimoot(*arguments, stdin=STORY.encode())).objective == BEST


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (STORY.replace("At most 25 stools can be made", "At least 50 stools must be made"), {3}),
        (NO_DECISION, {4, 5}),
        (FOREIGN, {4, 5}),
        ("\x1b[2J\u202e" + NO_DECISION, {4, 5}),
        ("1 2 3 4 5", {4, 5}),
        ("?! " * 500, {4, 5}),
    ],
)
def test_what_is_no_solution_is_told_by_the_exit_code(optimoot, text, codes):
    result = optimoot("solve", text)
    assert result.exit_code in codes, result.output
    assert "Traceback" not in result.stderr
    assert "\x1b" not in result.stdout
    assert "\x1b" not in result.stderr


def test_quiet_says_nothing_but_the_answer(optimoot):
    result = optimoot("solve", STORY, "--quiet")
    assert result.exit_code == 0
    assert result.stderr == ""


def test_a_bundle_is_saved_and_solved_again_with_new_data(optimoot, tmp_path):
    result = optimoot("solve", STORY, "--save", "joinery")
    assert result.exit_code == 0, result.output
    assert "Saved to joinery" in result.stdout
    same = optimoot("resolve", "joinery", "--json")
    assert same.exit_code == 0
    assert answer_of(same).objective == BEST
    data = json.loads(Path("joinery/data.json").read_text())
    name = next(name for name, value in data.items() if value == 40)
    (tmp_path / "hours.json").write_text(json.dumps({name: 80}))
    changed = optimoot("resolve", "joinery", "--data", tmp_path / "hours.json", "--save", "more")
    assert changed.exit_code == 0
    assert "Saved to more" in changed.stdout
    # 24 stools leave 56 hours: 14 benches
    assert answer_of(optimoot("resolve", "more", "--json")).objective == 14 * 30 + 24 * 9
    (tmp_path / "wrong.json").write_text(json.dumps({name: "many"}))
    wrong = optimoot("resolve", "joinery", "--data", tmp_path / "wrong.json")
    assert wrong.exit_code == 2
    assert name in wrong.stderr


def test_a_folder_of_the_users_is_left_alone(optimoot):
    Path("thesis").mkdir()
    Path("thesis/chapter.txt").write_text("precious")
    result = optimoot("solve", STORY, "--save", "thesis")
    assert result.exit_code == 2
    assert "'thesis'" in result.stderr
    assert Path("thesis/chapter.txt").read_text() == "precious"


def test_a_folder_that_fills_up_during_the_run_costs_no_work(optimoot, monkeypatch):
    from optimoot.app.commands import solve

    Path("thesis").mkdir()
    Path("thesis/chapter.txt").write_text("precious")
    monkeypatch.setattr(solve, "_require_free", lambda folder: None)
    result = optimoot("solve", STORY, "--save", "thesis")
    run = re.search(r"--resume (\S+)", result.stderr)
    assert run is not None
    again = optimoot("solve", "--resume", run[1], "--save", "bundle")
    assert again.exit_code == 0
    assert Path("bundle/program.py").is_file()


def test_nothing_to_save_is_said(optimoot):
    result = optimoot("solve", NO_DECISION, "--save", "bundle")
    assert result.exit_code in (4, 5)
    assert "Nothing was saved" in result.stderr
    assert not Path("bundle").exists()


def test_a_finished_run_is_shown_again(optimoot):
    first = answer_of(optimoot("solve", STORY, "--json"))
    again = optimoot("solve", "--resume", first.run_id, "--json")
    assert again.exit_code == 0
    assert answer_of(again) == first


def test_a_run_goes_on_from_another_folder(optimoot, script, monkeypatch, tmp_path):
    script(formulator=[{"text": press_reply()}])
    path = os.path.relpath(tmp_path / "script.json")
    first = answer_of(optimoot("solve", PRESS_TEXT, "--model", f"scripted:{path}", "--json"))
    Path(first.trace, "answer.json").unlink()
    Path(first.trace, "checkpoint.sqlite").unlink()
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    again = optimoot("solve", "--resume", first.run_id, "--json")
    assert again.exit_code == 0, again.output
    assert answer_of(again).objective == 150


def test_a_language_model_works_beside_the_built_in_team(optimoot, script):
    option = script(formulator=[{"text": press_reply()}])
    result = optimoot("solve", PRESS_TEXT, option, "--json")
    assert result.exit_code == 0, result.output
    answer = answer_of(result)
    assert answer.objective == 150
    assert answer.usage.calls == 1


def test_a_server_that_is_down_is_named(optimoot, loopback_models):
    result = optimoot(
        "solve", NO_DECISION, "--model", "openai:m", "--base-url", "http://127.0.0.1:9/v1"
    )
    assert result.exit_code == 5, result.output
    assert "127.0.0.1:9" in result.stdout
    assert "Traceback" not in result.stderr


def reported(process, pattern):
    """What a process reports on standard error by this pattern's group."""
    for line in process.stderr:
        found = re.search(pattern, line)
        if found:
            return found[1].decode()
    raise AssertionError("it was not reported")


@pytest.fixture
def _interruptible():
    """Children get Ctrl-C even where the tests run in the background, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def endless_formulation():
    """A market split: small, and beyond any solver for hours."""
    random = Random(3)
    rows, columns = [f"r{at}" for at in range(6)], [f"c{at}" for at in range(50)]
    weights = {(r, c): random.randrange(100) for r in rows for c in columns}
    halves = {r: sum(weights[r, c] for c in columns) // 2 for r in rows}
    return {
        "sets": [{"name": "R", "members": rows}, {"name": "C", "members": columns}],
        "parameters": [
            {"name": "weight", "index": ["R", "C"],
             "entries": [{"index": key, "value": value} for key, value in weights.items()]},
            {"name": "half", "index": ["R"],
             "entries": [{"index": [r], "value": value} for r, value in halves.items()]},
        ],
        "variables": [
            {"name": "take", "index": ["C"], "domain": "binary"},
            {"name": "over", "index": ["R"]},
            {"name": "under", "index": ["R"]},
        ],
        "objective": {"sense": "minimize", "expression": "sum(over[r] + under[r] for r in R)"},
        "constraints": [
            {"name": "split", "for_each": "r in R",
             "expression": "sum(weight[r, c] * take[c] for c in C) == half[r] + over[r] - under[r]"}
        ],
    }  # fmt: skip


@pytest.mark.usefixtures("_interruptible")
def test_an_interrupt_does_not_wait_for_the_solver(script):
    reply = json.dumps({"analysis": "A split.", "formulation": endless_formulation()})
    option = script(formulator=[{"text": reply}])
    told = "Split the fifty weights of each of six kinds into two heaps that weigh the same."
    command = [sys.executable, "-m", "optimoot.app", "solve", told, option]
    with subprocess.Popen(
        [*command, "--time-limit", "3600"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        run_id = reported(process, rb"run (\S+) started")
        reported(process, rb"(solver) working")
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        out, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"best solution so far" in said
    assert run_id.encode() in out  # the best solution so far, and where the run is kept
    assert b"Traceback" not in said


@pytest.mark.usefixtures("_interruptible")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_a_run_that_is_ended_while_it_starts_is_kept_with_its_text(
    optimoot, home, monkeypatch, tmp_path, number, code
):
    with subprocess.Popen(
        [sys.executable, "-m", "optimoot.app", "solve", "-", "--time-limit", "30"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdin.write(STORY.encode())
        process.stdin.close()
        process.stdin = None
        end = time.monotonic() + 60
        while not (found := list(home.glob("data/runs/*/*.json"))) and time.monotonic() < end:
            time.sleep(0.001)
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
    run_id = found[0].parent.name
    assert process.returncode == code, said
    assert b"Traceback" not in said
    if number is signal.SIGINT:
        assert f"optimoot solve --resume {run_id}".encode() in said
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    resumed = optimoot("solve", "--resume", run_id, "--json")
    assert resumed.exit_code == 0, resumed.output
    assert answer_of(resumed).run_id == run_id
    assert answer_of(resumed).objective == answer_of(optimoot("solve", STORY, "--json")).objective
    assert not list(home.glob("data/runs/*/asked.json"))


def test_what_cannot_be_used_leaves_no_run(optimoot, home):
    assert optimoot("solve", STORY, "--model", "gpt").exit_code == 2
    assert optimoot("solve", STORY, "--data", "nothing.csv").exit_code == 2
    assert not list(home.glob("data/runs/*"))


@pytest.mark.usefixtures("_interruptible")
@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)],
)
def test_an_interrupted_run_is_kept_and_goes_on(optimoot, script, number, code):
    option = script(formulator=[{"text": press_reply(), "delay": 60}])
    with subprocess.Popen(
        [sys.executable, "-m", "optimoot.app", "solve", PRESS_TEXT, option],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        run_id = reported(process, rb"run (\S+) started")
        time.sleep(0.3)
        process.send_signal(number)
        if number is signal.SIGINT:  # a solver of another team may be at work, and stops first
            try:
                process.wait(timeout=3)
            except subprocess.TimeoutExpired:
                process.send_signal(number)
        out, said = process.communicate(timeout=30)
    assert process.returncode == code
    assert out == b""
    assert b"Traceback" not in said
    if number is not signal.SIGKILL:
        assert f"optimoot solve --resume {run_id}".encode() in said
    script(formulator=[{"text": press_reply()}])
    resumed = optimoot("solve", "--resume", run_id, "--json")
    assert resumed.exit_code == 0, resumed.output
    assert answer_of(resumed).objective == 150
    assert answer_of(resumed).run_id == run_id
