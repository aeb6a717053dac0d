"""The assistant as a solver of Inspect gives what our own runner gives."""

import pytest

pytest.importorskip("inspect_ai", reason="the extra 'inspect' is not installed")

import inspect_ai
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.log import read_eval_log

from optimoot.benchmarks.inspect_bridge.assistant import (
    inspect_dataset,
    optimoot_scorer,
    optimoot_solver,
)
from optimoot.benchmarks.running.folder import EvaluationFolder
from optimoot.benchmarks.running.preset import preset_of_teams
from optimoot.benchmarks.running.runner import Evaluation, run_evaluation
from optimoot.benchmarks.scoring.score import score_of
from optimoot.benchmarks.sets.registry import find_set
from optimoot.errors import InputError
from optimoot.settings import Settings

# Inspect leaves a stream of its own to the garbage collector.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored in.*MemoryObject:pytest.PytestUnraisableExceptionWarning"
)


async def evaluated(task, folder, **options):
    (log,) = await inspect_ai.eval_async(
        task, model="mockllm/model", log_dir=str(folder), log_format="eval", **options
    )
    assert log.status == "success", log.error
    return read_eval_log(log.location)


async def test_it_solves_and_scores_as_our_own_runner_does(tmp_path):
    items = find_set("house:development").items[:3]
    task = inspect_ai.Task(
        dataset=inspect_dataset(items), solver=optimoot_solver(), scorer=optimoot_scorer()
    )
    log = await evaluated(task, tmp_path / "logs", epochs=2)
    here = tmp_path / "run"
    settings = Settings(memory="off", data_folder=here)
    own = Evaluation(sets={"a": items}, presets=[preset_of_teams("builtin")], settings=settings)
    await run_evaluation(own, here)
    records = {record.id: record for record in EvaluationFolder.open(here).standing().values()}
    expected = {item.id: score_of(item, records[item.id]).value for item in items}
    assert len(log.samples) == 6
    for sample in log.samples:
        score = sample.scores["optimoot_scorer"]
        assert score.value[expected[sample.id]] == 1
        assert score.metadata["objective"] == records[sample.id].objective
        assert any(event.event == "info" for event in sample.events)
    shares = {score.name: score.metrics["mean"].value for score in log.results.scores}
    for name in ("right", "wrong", "abstained"):
        assert shares[name] == pytest.approx(list(expected.values()).count(name) / 3, abs=1e-3)


async def test_samples_of_other_data_sets_are_read_too(tmp_path):
    told = (
        "A studio makes bowls and jugs. A bowl takes 2 hours and earns $9, a jug takes 3 hours "
        "and earns $12. There are 60 hours. At most 15 bowls can be sold. Maximize the profit."
    )
    dataset = MemoryDataset([Sample(id="studio", input=told, target="$255")])
    task = inspect_ai.Task(dataset=dataset, solver=optimoot_solver(), scorer=optimoot_scorer())
    log = await evaluated(task, tmp_path)
    assert log.samples[0].scores["optimoot_scorer"].value["right"] == 1


def test_what_cannot_be_used_is_refused():
    with pytest.raises(InputError, match="'nobody'"):
        optimoot_solver(teams="nobody")
    with pytest.raises(InputError, match="no rule 'mine'"):
        optimoot_scorer(rule="mine")
