from __future__ import annotations

import json
from pathlib import Path

import pytest
from made_problems import PRESS_BEST, PRESS_PROGRAM, PRESS_TEXT

import optimoot
from optimoot.agents.answer import Verdict
from optimoot.agents.presented import PresentedTeam
from optimoot.certificate import Confidence
from optimoot.errors import InputError
from optimoot.formulation import Sense
from optimoot.program import Program
from optimoot.settings import Settings
from optimoot.stated_plan import StatedPlan

DATA = {
    "poster_earning": 5, "flyer_earning": 3, "poster_time": 4, "flyer_time": 2,
    "press_time": 100, "poster_sales": 20,
}  # fmt: skip


def presented(folder: Path, name: str, source: str = PRESS_PROGRAM, data: object = None) -> Path:
    path = folder / f"{name}.py"
    path.write_text(source)
    path.with_suffix(".json").write_text(json.dumps(DATA if data is None else data))
    return path


def debate(settings: Settings, *paths: Path) -> optimoot.Answer:
    teams = [PresentedTeam.from_file(path) for path in paths]
    return optimoot.solve(PRESS_TEXT, settings=settings, teams=teams)


@pytest.fixture
def settings(data_folder: Path) -> Settings:
    return Settings(data_folder=data_folder)


def test_programs_made_elsewhere_are_candidates(settings: Settings, tmp_path: Path) -> None:
    first = presented(tmp_path, "first")
    other = presented(
        tmp_path, "other", PRESS_PROGRAM.replace("model.posters <=", "model.posters >=")
    )
    answer = debate(settings, first, presented(tmp_path, "second"))
    assert answer.verdict is Verdict.CONSENSUS
    assert answer.objective == pytest.approx(PRESS_BEST)
    contested = debate(settings, first, other)
    assert contested.verdict is Verdict.CONTESTED
    assert "posters" in contested.questions[0].text


def test_a_program_that_gives_nothing_abstains(settings: Settings, tmp_path: Path) -> None:
    broken = presented(tmp_path, "broken", PRESS_PROGRAM.replace("poster_time", "poster_tame"))
    answer = debate(settings, broken)
    assert answer.verdict is Verdict.UNSOLVED
    assert "poster_tame" in answer.abstentions[0].reason


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        PresentedTeam.from_file(tmp_path / "none.py")
    with pytest.raises(InputError, match="no JSON object"):
        PresentedTeam.from_file(presented(tmp_path, "list", data=[1]))
    path = presented(tmp_path, "torn")
    path.with_suffix(".json").write_text("{")
    with pytest.raises(InputError, match=r"torn\.json"):
        PresentedTeam.from_file(path)


def test_a_plan_without_a_model_is_a_voice(settings: Settings, tmp_path: Path) -> None:
    plan = tmp_path / "theirs.json"
    values = {"posters": 20, "flyers": 10}
    plan.write_text(json.dumps({"objective": 130, "sense": "maximize", "values": values}))
    answer = optimoot.solve(
        PRESS_TEXT, settings=settings, teams=[], candidates=[presented(tmp_path, "mine"), plan]
    )
    assert answer.verdict is Verdict.CONTESTED
    assert {c.team for c in answer.candidates} == {"mine", "theirs"}
    assert answer.debate is not None
    (contrast,) = answer.debate.contrasts
    assert any("`posters`" in line and "has 20" in line for line in contrast.lines)


def test_a_plan_without_a_model_is_never_sure(settings: Settings) -> None:
    plan = StatedPlan(objective=PRESS_BEST, sense=Sense.MAXIMIZE)
    alone = optimoot.solve(PRESS_TEXT, settings=settings, teams=[], candidates=[plan])
    assert (alone.team, alone.objective) == ("candidate-1", PRESS_BEST)
    assert alone.certificate is not None
    assert alone.certificate.confidence is Confidence.DOUBTFUL
    program = Program(source=PRESS_PROGRAM, data=DATA)
    beside = optimoot.solve(PRESS_TEXT, settings=settings, teams=[], candidates=[program, plan])
    assert (beside.verdict, beside.team) == (Verdict.CONSENSUS, "candidate-1")
    assert beside.certificate is not None
    assert beside.certificate.confidence is not Confidence.VERIFIED


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[1]", "the file"),
        ('{"objective": 1}', "sense"),
        ('{"objective": 1, "sense": "up"}', "sense"),
        ('{"objective": 1, "sense": "minimize", "values": {"x": "many"}}', "no number"),
        ('{"objective": 1, "sense": "minimize", "value": {}}', "value"),
        ('{"objective": NaN, "sense": "minimize"}', "objective"),
    ],
)
def test_what_is_no_plan_is_refused(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(text)
    with pytest.raises(InputError, match=told):
        PresentedTeam.from_file(path)


def test_values_may_be_nested() -> None:
    plan = StatedPlan(
        objective=1, sense=Sense.MINIMIZE, values={"ship": {"north": {"rye": 2}}, "open": 1}
    )
    assert [(v.name, v.index, v.value) for v in plan.variables] == [
        ("ship", ("north", "rye"), 2.0),
        ("open", (), 1.0),
    ]


def test_copies_of_one_program_are_one_voice(settings: Settings, tmp_path: Path) -> None:
    wrong = PRESS_PROGRAM.replace("model.posters <=", "model.posters >=")
    copies = [presented(tmp_path, f"copy{n}", wrong) for n in range(3)]
    answer = debate(settings, presented(tmp_path, "right"), *copies)
    assert answer.verdict is Verdict.CONTESTED


def test_plans_without_a_model_make_no_majority_and_are_held_against_models(
    settings: Settings,
) -> None:
    plan = StatedPlan(objective=500, sense=Sense.MAXIMIZE, values={"posters": 60, "flyers": 60})
    answer = optimoot.solve(
        PRESS_TEXT, settings=settings, teams=["matching"], candidates=[plan, plan, plan]
    )
    assert answer.verdict is Verdict.CONTESTED
    assert answer.debate is not None
    told = " ".join(line for contrast in answer.debate.contrasts for line in contrast.lines)
    assert "breaks" in told
    assert "is worth 480, not 500" in told


def test_files_of_one_name_are_told_apart(settings: Settings, tmp_path: Path) -> None:
    paths = []
    for folder in ("left", "right"):
        (tmp_path / folder).mkdir()
        paths.append(presented(tmp_path / folder, "model"))
    answer = optimoot.solve(PRESS_TEXT, settings=settings, teams=[], candidates=paths)
    assert {c.team for c in answer.candidates} == {"left-model", "right-model"}


def test_a_run_with_candidates_goes_on_in_another_process(
    settings: Settings, tmp_path: Path
) -> None:
    other = presented(
        tmp_path, "other", PRESS_PROGRAM.replace("model.posters <=", "model.posters >=")
    )
    works = [presented(tmp_path, "first"), other]
    tape = tmp_path / "run.jsonl"
    first = optimoot.solve(
        PRESS_TEXT, settings=settings, teams=[], candidates=works, run_id="one", record=tape
    )
    assert first.questions
    items = optimoot.stream(
        None, run_id="one", resume=True, replies=["No more than 20 posters"], settings=settings
    )
    again = next(item for item in items if isinstance(item, optimoot.Answer))
    assert {c.team for c in again.candidates} == {"first", "other"}
    replayed = optimoot.replay(tape, settings=settings)
    assert replayed.verdict is first.verdict
