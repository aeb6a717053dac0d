"""Inspect's own reader opens what is exported, and finds everything in it."""

import pytest

pytest.importorskip("inspect_ai", reason="the extra 'inspect' is not installed")

from inspect_ai.log import read_eval_log, read_eval_log_sample_summaries
from typer.testing import CliRunner

from optimoot.benchmarks.cli import app
from optimoot.benchmarks.running.folder import EvaluationFolder
from optimoot.benchmarks.running.preset import Preset, preset_of_teams
from optimoot.benchmarks.running.runner import Evaluation, run_evaluation
from optimoot.benchmarks.running.scripted import scripted_items, scripted_preset
from optimoot.benchmarks.sets.registry import find_set
from optimoot.errors import InputError
from optimoot.settings import Settings

# Inspect leaves a stream of its own to the garbage collector.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored in.*MemoryObject:pytest.PytestUnraisableExceptionWarning"
)


def exported(folder, path):
    done = CliRunner().invoke(app, ["export", str(folder), "--inspect", str(path)])
    assert done.exit_code == 0, done.output
    return read_eval_log(str(path), resolve_attachments=True)


async def run(folder, items, presets, **changes):
    settings = Settings(memory="off", data_folder=folder)
    await run_evaluation(
        Evaluation(sets={"mine": items}, presets=presets, settings=settings, **changes), folder
    )


async def test_every_record_is_a_sample_with_all_its_parts(tmp_path):
    items = [item for item in find_set("house:development").items if not item.tables][:4]
    await run(tmp_path / "run", items, [preset_of_teams("builtin")])
    log = exported(tmp_path / "run", tmp_path / "log.eval")
    assert log.status == "success"
    assert log.eval.task == "optimoot/mine"
    assert log.eval.packages["pyomo"]
    assert {sample.id for sample in log.samples} == {item.id for item in items}
    standing = EvaluationFolder.open(tmp_path / "run").standing().values()
    records = {record.id: record for record in standing}
    described = {item.id: item.description for item in items}
    for sample in log.samples:
        record = records[sample.id]
        told = {event.source: event.data for event in sample.events if event.event == "info"}
        user, assistant = sample.messages
        assert user.content == sample.input == described[sample.id]
        assert told["result"] in assistant.content
        assert ("certificate" in told) == (record.confidence != "")
        assert ("program" in told) == (record.objective is not None)
        if "program" in told:
            assert "def build_model" in told["program"]
            assert "formulation" in told
        assert sample.events[-1].event == "score"
        assert sample.scores["optimoot_scorer"].metadata["objective"] == record.objective
        assert sample.total_time == pytest.approx(record.seconds)
    assert len(read_eval_log_sample_summaries(str(tmp_path / "log.eval"))) == 4


async def test_shares_have_every_record_in_their_denominator(tmp_path):
    async def attempt(item, teams, settings, run_id):
        if item.id.endswith("3"):
            raise ValueError("broke")
        return await scripted_preset().attempt(item, teams, settings, run_id)

    preset = Preset(name="scripted", meaning="", teams=lambda _: (), attempt=attempt)
    await run(tmp_path / "run", scripted_items(20), [preset], repeats=2)
    log = exported(tmp_path / "run", tmp_path / "log.eval")
    assert log.results.total_samples == len(log.samples) == 40
    assert log.results.completed_samples == 36
    metrics = log.results.scores[0].metrics
    scores = [sample.scores["optimoot_scorer"].value for sample in log.samples]
    for name in ("right", "wrong", "abstained"):
        assert metrics[name].value == pytest.approx(sum(one[name] for one in scores) / 40)
        assert (
            metrics[name].metadata["low"] <= metrics[name].value <= metrics[name].metadata["high"]
        )
    assert all(sum(one.values()) == 1 for one in scores)
    assert {sample.epoch for sample in log.samples} == {1, 2}
    broken = [sample for sample in log.samples if sample.error]
    assert len(broken) == 4
    assert all("broke" in sample.error.message for sample in broken)
    assert all(sample.scores["optimoot_scorer"].value["abstained"] for sample in broken)


async def test_text_of_problems_stays_text(tmp_path):
    evil = "Maximize <script>alert(1)</script> ```` \x1b[31m `x`."
    items = [scripted_items(1)[0].model_copy(update={"description": evil})]
    await run(tmp_path / "run", items, [scripted_preset()])
    (sample,) = exported(tmp_path / "run", tmp_path / "log.eval").samples
    assert sample.input == evil


async def test_several_presets_and_other_endings_are_refused(tmp_path):
    presets = [scripted_preset(), scripted_preset(name="other")]
    await run(tmp_path / "run", scripted_items(2), presets)
    told = CliRunner().invoke(app, ["export", str(tmp_path / "run"), "--inspect", "log.eval"])
    assert isinstance(told.exception, InputError)
    assert "several presets" in str(told.exception)
    named = [f"{tmp_path / 'run'}@other", "--inspect", str(tmp_path / "log.json")]
    told = CliRunner().invoke(app, ["export", *named])
    assert "ends in .eval" in str(told.exception)
    assert len(exported(f"{tmp_path / 'run'}@other", tmp_path / "log.eval").samples) == 2
