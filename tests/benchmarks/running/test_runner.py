"""The runner on scripted attempts: what is in flight, what is logged, and what it survives."""

import asyncio
import json
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from optimoot.benchmarks.items import Item
from optimoot.benchmarks.running.executor import Attempted
from optimoot.benchmarks.running.folder import HEADER, LOG, TORN, EvaluationFolder
from optimoot.benchmarks.running.local import LocalExecutor
from optimoot.benchmarks.running.preset import Preset
from optimoot.benchmarks.running.record import Ending
from optimoot.benchmarks.running.runner import run_evaluation
from optimoot.benchmarks.running.scripted import scripted_items, scripted_preset
from optimoot.errors import InputError, RunError
from optimoot.team_spec import TeamSpec


def plain(path):
    """The standing records by key, without their times."""
    standing = EvaluationFolder.open(path).standing()
    return {key: record.model_copy(update={"seconds": 0.0}) for key, record in standing.items()}


async def test_as_many_are_in_flight_as_may_be_and_no_more(scripted, tmp_path):
    now = most = 0

    def watched(step):
        nonlocal now, most
        now += step
        most = max(most, now)

    evaluation = scripted(40, presets=[scripted_preset(0.02, watched=watched)], concurrency=8)
    progress = await run_evaluation(evaluation, tmp_path)
    assert most == 8 == progress.most_in_flight
    assert progress.done == 40
    assert now == progress.in_flight == 0


async def test_every_item_repeat_and_preset_has_one_record(scripted, tmp_path):
    presets = [scripted_preset(name="one"), scripted_preset(name="two")]
    await run_evaluation(scripted(5, presets=presets, repeats=3), tmp_path)
    keys = [record.key for record in EvaluationFolder.open(tmp_path).records()]
    assert len(keys) == len(set(keys)) == 5 * 3 * 2


async def test_a_cancelled_evaluation_keeps_what_ended_and_goes_on(scripted, tmp_path):
    evaluation = scripted(30, presets=[scripted_preset(0.01)], concurrency=3)
    told = []
    work = asyncio.create_task(
        run_evaluation(evaluation, tmp_path, told=lambda record, _: told.append(record))
    )
    while len(told) < 10:
        await asyncio.sleep(0.001)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    kept = plain(tmp_path)
    assert len(kept) == len(told) < 30
    progress = await run_evaluation(evaluation, tmp_path)
    assert progress.earlier == len(kept)
    assert progress.done == 30 - len(kept)
    other = tmp_path / "undisturbed"
    await run_evaluation(replace(evaluation), other)
    assert plain(tmp_path) == plain(other)


async def test_an_attempt_that_swallows_its_cancellation_is_the_last(scripted, tmp_path):
    async def attempt(item, teams, settings, run_id):
        with suppress(asyncio.CancelledError):
            await asyncio.sleep(0.05)
        return await scripted_preset().attempt(item, teams, settings, run_id)

    stubborn = Preset(name="stubborn", meaning="Goes on.", teams=lambda _: (), attempt=attempt)
    evaluation = scripted(40, presets=[stubborn], concurrency=2)
    told = []
    work = asyncio.create_task(
        run_evaluation(evaluation, tmp_path, told=lambda record, _: told.append(record))
    )
    while len(told) < 4:
        await asyncio.sleep(0.001)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert 4 <= len(told) <= 8
    assert len(plain(tmp_path)) == len(told)


@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cut=st.integers(1, 4_000))
def test_a_log_that_is_cut_off_anywhere_is_gone_on_with(cut, tmp_path_factory):
    from optimoot.benchmarks.running.runner import Evaluation
    from optimoot.settings import Settings

    path = tmp_path_factory.mktemp("cut")
    evaluation = Evaluation(
        {"scripted": scripted_items(6)}, [scripted_preset()], Settings(memory="off")
    )
    asyncio.run(run_evaluation(evaluation, path))
    whole = plain(path)
    log = path / LOG
    log.write_bytes(log.read_bytes()[:-cut])
    asyncio.run(run_evaluation(evaluation, path))
    assert plain(path) == whole
    for line in log.read_text().splitlines():
        json.loads(line)


async def test_what_a_kill_left_of_a_line_is_put_aside(scripted, tmp_path):
    await run_evaluation(scripted(3), tmp_path)
    with (tmp_path / LOG).open("ab") as file:
        file.write(b'{"line":"record","set":"scr')
    await run_evaluation(scripted(3, repeats=2), tmp_path)
    assert len(plain(tmp_path)) == 6
    assert (tmp_path / TORN).read_bytes() == b'{"line":"record","set":"scr\n'


async def test_a_damaged_line_is_named_and_nothing_is_counted_without_it(scripted, tmp_path):
    await run_evaluation(scripted(3), tmp_path)
    log = tmp_path / LOG
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join([lines[0], b'{"line":"record"}\n', *lines[2:]]))
    with pytest.raises(InputError, match=r"Line 2 of .*log.jsonl"):
        await run_evaluation(scripted(3), tmp_path)


async def test_a_folder_of_another_schema_is_refused(scripted, tmp_path):
    await run_evaluation(scripted(1), tmp_path)
    header = tmp_path / HEADER
    header.write_text(header.read_text().replace('"schema_version": 1', '"schema_version": 7'))
    with pytest.raises(InputError, match="has schema 7; this version of OptiMoot reads schema 1"):
        await run_evaluation(scripted(2), tmp_path)
    with pytest.raises(InputError, match="schema 7"):
        EvaluationFolder.open(tmp_path)
    header.write_text("no header")
    with pytest.raises(InputError, match="cannot be read"):
        EvaluationFolder.open(tmp_path)


async def test_only_one_process_adds_to_a_folder(scripted, tmp_path):
    await run_evaluation(scripted(1), tmp_path)
    with (
        EvaluationFolder(tmp_path).adding(),
        pytest.raises(InputError, match="Another process is adding"),
    ):
        await run_evaluation(scripted(2), tmp_path)


async def test_what_breaks_or_takes_too_long_is_a_record_of_its_own(scripted, tmp_path):
    async def attempt(item, teams, settings, run_id):
        number = int(item.id.rpartition("-")[2])
        if number == 1:
            raise RunError("The run broke off.", run_id=run_id)
        if number == 2:
            raise ZeroDivisionError("a fault of ours")
        await asyncio.sleep(30 if number == 3 else 0)
        return await scripted_preset().attempt(item, teams, settings, run_id)

    odd = Preset(name="odd", meaning="Breaks.", teams=lambda _: (), attempt=attempt)
    await run_evaluation(scripted(5, presets=[odd], item_timeout=0.2), tmp_path)
    records = {r.id[-1]: r for r in EvaluationFolder.open(tmp_path).records()}
    assert records["1"].ending is Ending.FAILED
    assert "The run broke off" in records["1"].error
    assert "ZeroDivisionError: a fault of ours" in records["2"].error
    assert records["3"].ending is Ending.TIMED_OUT
    assert records["0"].ending is records["4"].ending is Ending.ANSWERED


async def test_an_executor_that_can_work_no_more_ends_the_evaluation(scripted, tmp_path):
    class Failing(LocalExecutor):
        count = 0

        async def attempt(self, task) -> Attempted:
            self.count += 1
            if self.count > 4:
                raise RunError("The scheduler went away.")
            return await super().attempt(task)

    evaluation = scripted(9, concurrency=2)
    with pytest.raises(RunError, match="scheduler went away"):
        await run_evaluation(evaluation, tmp_path, executor=Failing(evaluation.settings))
    assert len(plain(tmp_path)) == 4
    progress = await run_evaluation(evaluation, tmp_path)
    assert progress.done == 5


async def test_items_are_shuffled_by_the_seed_alone(scripted, tmp_path):
    def order(seed):
        return [task.item.id for task in scripted(20, seed=seed).tasks()]

    assert order(1) == order(1) != order(2)
    assert sorted(order(1)) == order(None)


def test_a_limit_takes_items_of_each_set(scripted):
    sets = {"a": scripted_items(5), "b": scripted_items(5)}
    tasks = list(scripted(sets=sets, limit=2).tasks())
    assert [(task.item.set, task.item.id[-1]) for task in tasks] == [
        ("a", "0"), ("a", "1"), ("b", "0"), ("b", "1")
    ]  # fmt: skip


def test_what_cannot_be_run_is_refused(scripted):
    twice = (*scripted_items(2), *scripted_items(1))
    with pytest.raises(InputError, match="The item 'a/scripted-00000' is there twice"):
        scripted(sets={"a": twice}).check()
    with pytest.raises(InputError, match="The preset 'scripted' is there twice"):
        scripted(presets=[scripted_preset(), scripted_preset()]).check()
    with pytest.raises(InputError, match="There is no item to run"):
        scripted(0).check()
    growing = scripted(settings={"memory_use": "growing"}, concurrency=4)
    on = growing.settings.model_copy(update={"memory": "bank"})
    with pytest.raises(InputError, match="one item after the other"):
        replace(growing, settings=on).check()
    replace(growing, settings=on, concurrency=1).check()


async def test_a_team_that_changed_is_refused(scripted, tmp_path):
    def with_team(model):
        evaluation = scripted(2)
        teams = {"ours": TeamSpec(model=model)}
        changed = evaluation.settings.model_copy(update={"teams": teams})
        return replace(evaluation, settings=changed)

    await run_evaluation(with_team("openai:a"), tmp_path)
    with pytest.raises(InputError, match="The team 'ours' has changed"):
        await run_evaluation(with_team("openai:b"), tmp_path)


async def test_names_of_items_are_no_paths(tmp_path, scripted):
    odd = [
        Item(id=name, description="x", answer=1.0)
        for name in ("../../up", "/etc/x", "a\nb", "ünï ☃", "x" * 300, "..", "#@/")
    ]
    await run_evaluation(scripted(sets={"../odd": odd}), tmp_path / "in")
    assert len(plain(tmp_path / "in")) == len(odd)
    outside = {path.name for path in tmp_path.iterdir()}
    assert outside == {"in"}
