from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from optimoot.errors import InputError
from optimoot.events import RoleEvent, RoleState, RunFinished, RunStarted
from optimoot.memory.asked import new_run_id
from optimoot.memory.runs import RunFolder, RunRequest, list_runs
from optimoot.problem import Problem

PROBLEM = Problem(text="Make chairs and tables, as many as pay.")


def request(started: float = 1000.0, text: str = PROBLEM.text) -> RunRequest:
    return RunRequest(
        problem=Problem(text=text),
        settings={"time_limit": 5.0},
        teams=("a", "b"),
        budget="60 s",
        started=started,
    )


def test_a_run_is_made_opened_and_read(tmp_path: Path) -> None:
    run = RunFolder.create(tmp_path, request(), "first")
    assert run.path == tmp_path / "runs" / "first"
    assert RunFolder.open(tmp_path, "first").request() == request()
    assert run.answer() is None
    run.save_answer('{"verdict": "consensus"}')
    assert RunFolder.open(tmp_path, "first").answer() == '{"verdict": "consensus"}'


def test_new_names_differ_and_sort_by_time() -> None:
    names = [new_run_id() for _ in range(50)]
    assert len(set(names)) == 50
    assert [name[:15] for name in names] == sorted(name[:15] for name in names)


def test_a_taken_name_an_unknown_run_and_a_path_are_refused(tmp_path: Path) -> None:
    RunFolder.create(tmp_path, request(), "first")
    with pytest.raises(InputError, match="--resume first"):
        RunFolder.create(tmp_path, request(), "first")
    with pytest.raises(InputError, match="latest runs are: first"):
        RunFolder.open(tmp_path, "second")
    with pytest.raises(InputError, match="No run is kept"):
        RunFolder.open(tmp_path / "elsewhere", "second")
    for name in ("../first", "a/b", "", ".", "x" * 200, "a\nb"):
        with pytest.raises(InputError):
            RunFolder.open(tmp_path, name)


def test_a_folder_that_cannot_be_written_names_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "runs").write_text("a file in the way")
    with pytest.raises(InputError, match="OPTIMOOT_DATA_FOLDER"):
        RunFolder.create(tmp_path, request(), "first")


def test_events_are_kept_in_order_and_the_clock_goes_on(tmp_path: Path) -> None:
    run = RunFolder.create(tmp_path, request(), "first")
    run.append(RunStarted(run_id="first", teams=("a",), at=0.5))
    run.append(RoleEvent(team="a", role="critic", state=RoleState.DONE, at=41.5))
    again = RunFolder.open(tmp_path, "first")
    assert [event.kind for event in again.events()] == ["run_started", "role"]
    assert 41.5 <= again.seconds < 43


def test_a_line_cut_off_by_a_kill_is_left_out_and_harms_no_other(tmp_path: Path) -> None:
    run = RunFolder.create(tmp_path, request(), "first")
    run.append(RunStarted(run_id="first", teams=()))
    run.keep("key", {"text": "a"})
    for name in ("events.jsonl", "completions.jsonl"):
        whole = (run.path / name).read_bytes()
        (run.path / name).write_bytes(whole + whole[: len(whole) // 2])
    again = RunFolder.open(tmp_path, "first")
    again.append(RunFinished(run_id="first", verdict="unsolved"))
    again.keep("key", {"text": "b"})
    last = RunFolder.open(tmp_path, "first")
    assert [event.kind for event in last.events()] == ["run_started", "run_finished"]
    assert [line["text"] for line in last.completions()] == ["a", "b"]


def test_completions_are_recalled_in_order_and_once(tmp_path: Path) -> None:
    run = RunFolder.create(tmp_path, request(), "first")
    run.keep("k", {"text": "a"})
    run.keep("k", {"text": "b"})
    assert run.recall("k") is None
    again = RunFolder.open(tmp_path, "first")
    assert [again.recall("k"), again.recall("k"), again.recall("k"), again.recall("x")] == [
        {"key": "k", "text": "a"},
        {"key": "k", "text": "b"},
        None,
        None,
    ]


def test_lines_of_many_threads_stay_whole(tmp_path: Path) -> None:
    run = RunFolder.create(tmp_path, request(), "first")
    text = "x" * 5000

    def write(number: int) -> None:
        for _ in range(20):
            run.keep(str(number), {"text": text})

    threads = [threading.Thread(target=write, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [line["text"] for line in run.completions()] == [text] * 100


def test_one_process_at_a_time_works_on_a_run(tmp_path: Path) -> None:
    run = RunFolder.create(tmp_path, request(), "first")
    with run.working():
        code = (
            "import sys; from pathlib import Path; from optimoot.memory.runs import RunFolder\n"
            "from optimoot.errors import InputError\n"
            "try:\n"
            "    with RunFolder.open(Path(sys.argv[1]), 'first').working(): pass\n"
            "except InputError as error: print(error)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, timeout=60
        )
        assert "Another process is working" in done.stdout, done.stderr
    with run.working():
        pass


def test_a_killed_process_lets_go_of_its_run(tmp_path: Path) -> None:
    run = RunFolder.create(tmp_path, request(), "first")
    code = (
        "import sys, time; from pathlib import Path; from optimoot.memory.runs import RunFolder\n"
        "with RunFolder.open(Path(sys.argv[1]), 'first').working():\n"
        "    print('held', flush=True); time.sleep(60)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    with process, process.stdout:
        assert process.stdout.readline() == b"held\n"
        process.kill()
        process.wait()
    with run.working():
        pass


def test_the_list_is_latest_first_and_skips_what_is_no_run(tmp_path: Path) -> None:
    assert list_runs(tmp_path) == ()
    RunFolder.create(tmp_path, request(1000), "old")
    RunFolder.create(tmp_path, request(2000, "Ship " + "goods " * 50), "new").save_answer(
        '{"verdict": "consensus"}'
    )
    (tmp_path / "runs" / "stray").mkdir()
    (tmp_path / "runs" / "broken").mkdir()
    (tmp_path / "runs" / "broken" / "request.json").write_text("{")
    runs = list_runs(tmp_path)
    assert [(run.run_id, run.verdict, run.finished) for run in runs] == [
        ("new", "consensus", True),
        ("old", "", False),
    ]
    assert len(runs[0].title) <= 60


def test_a_damaged_request_is_an_input_error(tmp_path: Path) -> None:
    run = RunFolder.create(tmp_path, request(), "first")
    (run.path / "request.json").write_text("{}")
    with pytest.raises(InputError, match=r"request\.json"):
        RunFolder.open(tmp_path, "first").request()


def test_an_answer_replaces_an_older_one_whole(tmp_path: Path) -> None:
    run = RunFolder.create(tmp_path, request(), "first")
    run.save_answer("1")
    run.save_answer("2")
    assert run.answer() == "2"
    assert not list(run.path.glob("*.part"))
