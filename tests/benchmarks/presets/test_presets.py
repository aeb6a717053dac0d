"""Every preset: what it says of itself, and what it does with a scripted model."""

import json
from collections import Counter

import pytest
from made_problems import (
    PRESS_BEST,
    PRESS_PROGRAM,
    PRESS_TEXT,
    critic_reply,
    fenced_program,
    planner_reply,
    press_reply,
)

from optimoot.benchmarks.items import Item
from optimoot.benchmarks.presets.registry import preset_named, presets
from optimoot.benchmarks.running.folder import EvaluationFolder
from optimoot.benchmarks.running.runner import Evaluation, run_evaluation
from optimoot.benchmarks.scoring.score import Score, score_of
from optimoot.errors import InputError
from optimoot.problem import Table
from optimoot.settings import Settings
from optimoot.team_spec import TeamSpec

ITEM = Item(id="press", description=PRESS_TEXT, answer=PRESS_BEST)
TIME = {"name": "time", "expression": "poster_time * posters + flyer_time * flyers <= press_time"}
SALES_LOST = press_reply(constraints=[TIME])
NO_TIME = press_reply(
    constraints=[{"name": "sales", "expression": "posters + flyers <= poster_sales"}]
)
FIGURES = {
    "poster_earning": 5, "flyer_earning": 3, "poster_time": 4,
    "flyer_time": 2, "press_time": 100, "poster_sales": 20,
}  # fmt: skip
PROGRAM = fenced_program(PRESS_PROGRAM, FIGURES)
WITH_A_MODEL = sorted(set(presets()) - {"builtin"})
SCRIPT = {
    "formulator": [press_reply()] * 4,
    "coder": [PROGRAM] * 4,
    "verifier": ["no checker"] * 4,
    "debater": ["nothing"] * 8,
}


@pytest.fixture
def answers(tmp_path):
    """Runs an item by a preset with scripted models; gives its answer, and calls by role."""

    async def run(name, script, item=ITEM, **settings):
        path = tmp_path / "script.json"
        path.write_text(json.dumps(script))
        settings = {"model": f"scripted:{path}", "memory": "off"} | settings
        out = tmp_path / name
        evaluation = Evaluation(
            {"press": [item]}, [preset_named(name)], Settings(data_folder=out, **settings)
        )
        await run_evaluation(evaluation, out)
        folder = EvaluationFolder.open(out)
        (record,) = folder.records()
        answer = folder.answer(record)
        assert answer is not None, record.error
        roles = Counter()
        for line in answer.usage.lines:
            roles[line.role] += line.calls
        return record, answer, roles

    return run


@pytest.mark.parametrize("name", presets())
def test_a_preset_tells_what_it_is_and_changes_settings_that_there_are(name):
    preset = presets()[name]
    assert preset.name == name
    assert name.replace("-", "").isalnum()
    assert name == name.lower()
    assert preset.meaning.endswith(".")
    assert set(preset.changes) <= set(Settings.model_fields)
    Settings(**preset.changes)  # values that settings take


@pytest.mark.parametrize("name", presets())
def test_a_preset_changes_what_it_says_and_nothing_else(name):
    teams = {"one": TeamSpec(model="openai:m", plans=4, scheduling="random")}
    before = Settings(model="openai:m", teams=teams, repairs=2)
    preset = presets()[name]
    after = preset.settings(before)
    changed = {
        field
        for field in Settings.model_fields
        if field != "teams" and getattr(before, field) != getattr(after, field)
    }
    assert changed <= set(preset.changes)
    for field, value in preset.changes.items():
        assert getattr(after, field) == value
    of_team = after.teams["one"]  # a team's own wish goes behind what is compared
    assert of_team.plans == (None if "plans" in preset.changes else 4)
    assert of_team.scheduling == (None if "scheduling" in preset.changes else "random")


@pytest.mark.parametrize("name", WITH_A_MODEL)
async def test_each_answers_a_plain_item(name, answers):
    record, answer, _roles = await answers(name, SCRIPT)
    assert answer.objective == pytest.approx(PRESS_BEST)
    assert record.preset == name
    assert score_of(ITEM, record) is Score.RIGHT


@pytest.mark.parametrize("name", ["single-team", "zero-shot", "chain-of-thought", "agora"])
async def test_those_that_need_a_model_say_so(name, tmp_path):
    evaluation = Evaluation(
        {"press": [ITEM]}, [preset_named(name)], Settings(data_folder=tmp_path, memory="off")
    )
    with pytest.raises(InputError, match=r"needs a language model.*--model"):
        await run_evaluation(evaluation, tmp_path)


async def test_the_built_in_teams_ask_no_model(answers):
    _, answer, roles = await answers("builtin", {"formulator": [press_reply()]})
    assert not roles
    assert answer.objective == pytest.approx(PRESS_BEST)


async def test_a_single_team_is_alone_and_has_no_checker(answers):
    _, answer, roles = await answers("single-team", SCRIPT)
    assert {one.team for one in answer.candidates} == {"language"}
    assert roles == {"formulator": 1}


STUCK = {
    "formulator": [NO_TIME, NO_TIME],
    "critic": [critic_reply("program", ("time", "it is lost", "add it"))] * 9,
    "planner": [planner_reply()] * 3,
    "coder": [PROGRAM] * 3,
    "verifier": ["no checker"] * 4,
    "debater": ["nothing"] * 9,
}


async def test_without_a_planner_nobody_plans_or_codes(answers):
    _, _, roles = await answers("assembly", STUCK)
    assert roles["planner"]
    assert roles["coder"]
    _, _, without = await answers("no-planner", STUCK)
    assert without["critic"]
    assert not without["planner"]
    assert not without["coder"]


async def test_without_a_critic_the_checks_alone_decide(answers):
    _, _, roles = await answers("assembly", STUCK)
    assert roles["critic"]
    _, _, without = await answers("no-critic", STUCK)
    assert not without["critic"]
    assert without["planner"]


LOST = {
    "formulator": [NO_TIME] * 2,
    "critic": [critic_reply("accept")] * 4,
    "verifier": ["no checker"] * 4,
    "debater": ["nothing"] * 9,
}
"""The team has another result than the built-in ones, and its critic is content."""


async def test_without_debate_nobody_debates(answers):
    debated, answer, roles = await answers("assembly", LOST)
    assert roles["debater"]
    assert debated.debated
    assert answer.debate.turns
    record, _, without = await answers("no-debate", LOST)
    assert not without["debater"]
    assert not record.debated


async def test_without_a_checker_none_is_written(answers):
    _, _, roles = await answers("assembly", SCRIPT)
    assert roles["verifier"]
    _, _, without = await answers("no-checker", SCRIPT)
    assert not without["verifier"]


@pytest.mark.parametrize("name", ["zero-shot", "chain-of-thought"])
async def test_a_baseline_is_one_completion_and_states_what_it_finds(name, answers):
    record, answer, roles = await answers(name, {"coder": [PROGRAM]})
    assert roles == {"coder": 1}
    assert answer.certificate is None
    assert answer.formulation is None
    assert record.confidence == ""
    off = ITEM.model_copy(update={"answer": 1.0})
    assert score_of(off, record) is Score.WRONG


async def test_a_baseline_without_a_program_has_no_answer(answers):
    record, answer, roles = await answers("zero-shot", {"coder": ["I would make 50 flyers."]})
    assert roles == {"coder": 1}
    assert answer.outcome is None
    assert "no fenced Python block" in record.abstentions[0][1]
    assert score_of(ITEM, record) is Score.ABSTAINED


async def test_only_chain_of_thought_is_told_to_think(tmp_path):
    from optimoot.agents.prompting import Prompts
    from optimoot.benchmarks.presets.baselines import _PROMPTS

    prompts = Prompts(_PROMPTS)
    assert "step by step" in prompts.render("chain_of_thought", "system")
    assert "step by step" not in prompts.render("zero_shot", "system")


async def test_a_baseline_is_shown_whole_tables_but_no_endless_ones(answers):
    rows = tuple((f"p{n}", float(n)) for n in range(30))
    table = Table(name="prices", columns=("item", "price"), rows=rows)
    item = ITEM.model_copy(update={"tables": (table,)})
    _, answer, _ = await answers("zero-shot", {"coder": [PROGRAM]}, item)
    assert answer.outcome is not None
    long = table.model_copy(update={"rows": rows * 400})
    item = ITEM.model_copy(update={"id": "long", "tables": (long,)})
    record, answer, roles = await answers("chain-of-thought", {"coder": [PROGRAM]}, item)
    assert not roles
    assert "too long" in record.abstentions[0][1]


async def test_agora_takes_five_per_cent_for_the_same(answers, tmp_path):
    teams = {}
    for name, reply in (("near", press_reply()), ("far", SALES_LOST)):
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps({"formulator": [reply], "critic": [critic_reply("accept")] * 3}))
        teams[name] = TeamSpec(model=f"scripted:{path}")
    record, answer, _ = await answers("agora", SCRIPT, model="", teams=teams)
    assert record.verdict == "consensus"
    assert answer.debate is None
    assert record.confidence == ""
    assert {one.team for one in answer.candidates} == {"near", "far"}
