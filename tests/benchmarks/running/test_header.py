"""What the header and the sessions tell, and what they must not."""

from dataclasses import replace

from optimoot.benchmarks.running.folder import HEADER, LOG, EvaluationFolder
from optimoot.benchmarks.running.runner import run_evaluation
from optimoot.team_spec import TeamSpec


async def test_no_secret_is_written(scripted, tmp_path):
    evaluation = scripted(
        1, settings={"base_url": "http://me:secret@127.0.0.1:9/v1", "memory_token": "secret"}
    )
    teams = {"ours": TeamSpec(model="openai:m", base_url="http://me:secret@127.0.0.1:9/v1")}
    on = evaluation.settings.model_copy(update={"teams": teams})
    await run_evaluation(replace(evaluation, settings=on), tmp_path)
    written = (tmp_path / HEADER).read_text() + (tmp_path / LOG).read_text()
    assert "secret" not in written
    assert written.count("http://127.0.0.1:9/v1") == 2


async def test_a_session_tells_versions_prices_and_what_was_asked_for(scripted, tmp_path):
    await run_evaluation(scripted(2, limit=1, concurrency=3), tmp_path)
    await run_evaluation(scripted(2, limit=2, repeats=2), tmp_path)
    first, second = EvaluationFolder.open(tmp_path).sessions()
    assert first.versions["pyomo"]
    assert first.prices["openai:gpt-4o"] == (2.5, 10.0)
    assert (first.limit, first.repeats, first.concurrency) == (1, 1, 3)
    assert (second.limit, second.repeats) == (2, 2)
    assert first.sets == second.sets
    assert set(first.presets) == {"scripted"}
