"""A cluster of processes gives what one process gives, whatever happens to its workers."""

import asyncio
import os
import pickle
import signal
import sys
import threading
import time

import pytest
from distributed import Client

from optimoot.benchmarks.cluster.dask_executor import DaskExecutor
from optimoot.benchmarks.items import Item
from optimoot.benchmarks.running.executors import executor_named
from optimoot.benchmarks.running.folder import EvaluationFolder
from optimoot.benchmarks.running.preset import Preset, preset_of_teams
from optimoot.benchmarks.running.record import Ending
from optimoot.benchmarks.running.runner import Evaluation, run_evaluation
from optimoot.benchmarks.running.scripted import scripted_items, scripted_preset
from optimoot.benchmarks.sets.registry import find_set
from optimoot.errors import InputError, MissingExtraError
from optimoot.settings import Settings


def evaluation_of(items, preset, folder, **changes):
    settings = Settings(memory="off", data_folder=folder)
    return Evaluation(
        **{"sets": {"set": items}, "presets": [preset], "settings": settings, **changes}
    )


async def run_on(cluster, evaluation, **options):
    executor = DaskExecutor(
        evaluation.settings, cluster.scheduler_address, evaluation.item_timeout, **options
    )
    folder = evaluation.settings.data_folder
    return await run_evaluation(evaluation, folder, executor=executor, executor_name="dask")


def keys_of(folder):
    return [record.key for record in EvaluationFolder.open(folder).records()]


def marked(folder, seconds):
    """A scripted preset whose attempts leave a file while they are at work."""
    scripted = scripted_preset(seconds)

    async def attempt(item, teams, settings, run_id):
        mark = folder / f"{item.id}-{os.getpid()}"
        mark.touch()
        try:
            return await scripted.attempt(item, teams, settings, run_id)
        finally:
            mark.unlink()

    return Preset(name="scripted", meaning="", teams=lambda _: (), attempt=attempt)


async def test_the_teams_give_the_same_records_and_answers_as_in_one_process(
    cluster, tmp_path, plain
):
    items = find_set("house:development").items[:6]
    here, there = tmp_path / "here", tmp_path / "there"
    for folder in (here, there):
        folder.mkdir()
    await run_evaluation(evaluation_of(items, preset_of_teams("builtin"), here), here)
    done = await run_on(cluster, evaluation_of(items, preset_of_teams("builtin"), there))
    assert done.done == 6
    assert plain(there) == plain(here)
    told, local = EvaluationFolder.open(there), EvaluationFolder.open(here)
    assert [session.executor for session in told.sessions()] == ["dask"]
    for key, record in told.standing().items():
        answer, expected = told.answer(record), local.answer(local.standing()[key])
        assert answer.formulation == expected.formulation
        assert answer.verdict == expected.verdict
    assert not list((there / "runs").glob("*"))


async def test_killed_workers_lose_nothing_and_duplicate_nothing(cluster, tmp_path, plain):
    items = scripted_items(50)
    done, there, here = threading.Event(), tmp_path / "there", tmp_path / "here"
    killed = []

    def kill():
        seen = {}
        with Client(cluster, set_as_default=False) as client:
            while not done.wait(0.2) and len(killed) < 2:
                for pid in client.run(os.getpid, on_error="ignore").values():
                    seen.setdefault(pid, time.monotonic())
                    # one whose nanny is not done with its start would not be started again
                    if time.monotonic() - seen[pid] > 1.0 and pid not in killed:
                        os.kill(pid, signal.SIGKILL)
                        killed.append(pid)
                        break

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        evaluation = evaluation_of(items, scripted_preset(0.15), there, concurrency=4)
        await run_on(cluster, evaluation)
    finally:
        done.set()
        await asyncio.to_thread(killer.join)
    await run_evaluation(evaluation_of(items, scripted_preset(), here, concurrency=20), here)
    assert killed
    assert plain(there) == plain(here)
    assert len(keys_of(there)) == len(set(keys_of(there))) == 50


async def test_an_item_that_kills_its_workers_fails_and_its_neighbours_do_not(
    dying_cluster, tmp_path
):
    scripted = scripted_preset(0.3)
    culprit = scripted_items(8)[2].id

    async def attempt(item, teams, settings, run_id):
        if item.id == culprit:
            os.kill(os.getpid(), 9)
        return await scripted.attempt(item, teams, settings, run_id)

    preset = Preset(name="deadly", meaning="", teams=lambda _: (), attempt=attempt)
    evaluation = evaluation_of(scripted_items(8), preset, tmp_path, concurrency=4)
    await run_on(dying_cluster, evaluation)
    records = list(EvaluationFolder.open(tmp_path).records())
    assert len(records) == 8
    failed = [record for record in records if record.ending is not Ending.ANSWERED]
    assert [record.id for record in failed] == [culprit]
    assert failed[0].ending is Ending.FAILED
    assert "workers ended" in failed[0].error


async def test_stopping_ends_what_is_at_work_and_the_rest_is_run_later(cluster, tmp_path):
    marks = tmp_path / "marks"
    marks.mkdir()
    folder = tmp_path / "run"
    running = asyncio.create_task(
        run_on(
            cluster, evaluation_of(scripted_items(5), marked(marks, 30.0), folder, concurrency=3)
        )
    )
    until = time.monotonic() + 20
    while not list(marks.iterdir()) and time.monotonic() < until:
        await asyncio.sleep(0.05)
    assert list(marks.iterdir())
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert not list(marks.iterdir())
    assert not keys_of(folder)
    await run_on(cluster, evaluation_of(scripted_items(5), marked(marks, 0.0), folder))
    assert len(keys_of(folder)) == 5


async def test_attempts_that_break_or_take_too_long_are_recorded(cluster, tmp_path):
    async def attempt(item, teams, settings, run_id):
        if item.id.endswith("0"):
            raise ValueError("no such thing")
        await asyncio.sleep(30)

    preset = Preset(name="bad", meaning="", teams=lambda _: (), attempt=attempt)
    evaluation = evaluation_of(scripted_items(2), preset, tmp_path, item_timeout=0.2)
    await run_on(cluster, evaluation)
    endings = {record.id[-1]: record for record in EvaluationFolder.open(tmp_path).records()}
    assert endings["0"].ending is Ending.FAILED
    assert "no such thing" in endings["0"].error
    assert endings["1"].ending is Ending.TIMED_OUT


async def test_a_trace_comes_back_where_an_attempt_broke(cluster, tmp_path):
    async def attempt(item, teams, settings, run_id):
        folder = settings.data_folder / "runs" / run_id
        folder.mkdir(parents=True)
        (folder / "events.jsonl").write_text("what happened\n")
        raise ValueError("broken")

    preset = Preset(name="bad", meaning="", teams=lambda _: (), attempt=attempt)
    await run_on(cluster, evaluation_of(scripted_items(1), preset, tmp_path))
    (trace,) = (tmp_path / "runs").glob("*/events.jsonl")
    assert trace.read_text() == "what happened\n"


async def test_what_a_worker_cannot_do_ends_the_evaluation_with_a_reason(cluster, tmp_path):
    preset = preset_of_teams("nobody")
    with pytest.raises(InputError, match=r"The worker tcp://.* cannot work: .*'nobody'"):
        await run_on(cluster, evaluation_of(scripted_items(3), preset, tmp_path))
    assert not keys_of(tmp_path)


async def test_no_scheduler_is_told(tmp_path):
    executor = DaskExecutor(Settings(memory="off"), "tcp://127.0.0.1:9", connect=0.3)
    with pytest.raises(InputError, match=r"No scheduler of Dask answers at 'tcp://127.0.0.1:9'"):
        async with executor:
            pass


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"base_url": "http://me:secret@host/v1"}, "of the model holds a name or password"),
        ({"memory": "http://me:secret@host"}, "of the memory bank holds a name or password"),
        ({"memory": "/srv/bank"}, "cannot reach a memory bank in a folder"),
        (
            {"teams": {"a": {"model": "openai:m", "base_url": "http://me:secret@host"}}},
            "of the team 'a' holds",
        ),
    ],
)
def test_settings_that_cannot_travel_are_refused(changes, told):
    with pytest.raises(InputError, match=told) as refused:
        DaskExecutor(Settings(**{"memory": "off"} | changes), "tcp://127.0.0.1:8786")
    assert "secret" not in str(refused.value)


async def test_secrets_and_texts_are_neither_sent_nor_shown(cluster, tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    settings = Settings(memory="http://127.0.0.1:1", memory_token="token-very-secret")
    executor = DaskExecutor(settings, cluster.scheduler_address)
    assert b"very-secret" not in executor._plan
    item = Item(id="a", description="told in confidence", answer=1)
    from optimoot.benchmarks.cluster.work import Work, packed
    from optimoot.benchmarks.running.executor import Task

    task = packed(Task(item, 0, scripted_preset()))
    assert b"told in confidence" in task
    shown = repr(Work("evaluation", "key", {}, executor._plan, task))
    assert shown == "Work(evaluation='evaluation', key='key')"
    assert b"very-secret" not in pickle.dumps(Work("evaluation", "key", {}, executor._plan, task))


def test_the_name_dask_needs_a_scheduler_and_the_extra(monkeypatch):
    settings = Settings(memory="off")
    with pytest.raises(InputError, match="needs the address of a scheduler"):
        executor_named("dask", settings, item_timeout=None, scheduler="")
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'optimoot\[cluster\]'"):
        executor_named("dask", settings, item_timeout=None, scheduler="tcp://127.0.0.1:8786")
