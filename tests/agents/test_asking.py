"""Runs that ask: a reply, in this process or in another, sends the teams to work again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from made_problems import PRESS_BEST, PRESS_TEXT, press, press_formulation, press_reply

import optimoot
from optimoot.agents.answer import Answer, Verdict
from optimoot.agents.asking import correction_in, is_yes, problem_with, replies_to
from optimoot.agents.team import Question
from optimoot.certificate import Confidence
from optimoot.errors import InputError
from optimoot.settings import Settings

SHORT = PRESS_TEXT.replace("; the press runs 100 minutes", "")
ASKS = json.dumps(
    {"analysis": "", "questions": [{"text": "How long does the press run?"}], "formulation": None}
)
HOLDS = json.dumps({"stance": "defend"})
ACCEPTS = json.dumps({"findings": [], "route": "accept"})


def settings(folder: Path, tmp_path: Path, **scripts: dict[str, list[str]]) -> Settings:
    teams = {}
    for name, script in scripts.items():
        path = tmp_path / f"{name}.yaml"
        path.write_text(yaml.safe_dump(script))
        teams[name] = {"model": f"scripted:{path}"}
    return Settings(data_folder=folder, teams=teams, verifier=False)


def solve(chosen: Settings, text: str = SHORT, **options: Any) -> Answer:
    return optimoot.solve(text, settings=chosen, teams=list(chosen.teams), run_id="one", **options)


def reply(chosen: Settings, *replies: str) -> Answer:
    items = optimoot.stream(None, run_id="one", resume=True, replies=replies, settings=chosen)
    return next(item for item in items if isinstance(item, Answer))


@pytest.mark.parametrize("said", ["yes", "Yes please!", "ok, go ahead", "y", "Right."])
def test_approval_is_understood(said: str) -> None:
    assert is_yes(said)


@pytest.mark.parametrize(
    ("said", "correction"),
    [
        ("no, loaves can be cut", "Loaves can be cut"),
        ("yes, but posters may be halved", "yes, but posters may be halved"),
        ("no", ""),
        ("Posters can be halved.", "Posters can be halved."),
        ("not at all", "At all"),
    ],
)
def test_what_does_not_approve_corrects(said: str, correction: str) -> None:
    assert not is_yes(said)
    assert correction_in(said) == correction


def completed(reply_text: str) -> str:
    """The Formulation whose press time is the figure that the user replied."""
    problem = problem_with(
        optimoot.make_problem(SHORT), [{"question": "How long?", "answer": reply_text}]
    )
    last = problem.numbers[-1].id
    formulation = press_formulation()
    for parameter in formulation["parameters"]:
        if parameter["name"] == "press_time":
            parameter["entries"] = [{"value": 100, "numbers": [last]}]
        if parameter["name"] == "poster_sales":
            parameter["entries"] = [{"value": 20, "numbers": ["N5"]}]
    formulation["constraints"][0]["sentence"] = "The press runs 100 minutes a day"
    return json.dumps({"analysis": "", "formulation": formulation})


def test_a_missing_figure_is_asked_for_and_its_reply_solves_the_problem(
    data_folder: Path, tmp_path: Path
) -> None:
    said = "The press runs 100 minutes a day"
    first = settings(data_folder, tmp_path, one={"formulator": [ASKS], "critic": [ACCEPTS]})
    waiting = solve(first)
    assert waiting.verdict is Verdict.NEEDS_INPUT
    assert [question.text for question in waiting.questions] == ["How long does the press run?"]
    # another process would find the run as it was left
    again = settings(data_folder, tmp_path, one={"formulator": [completed(said)]})
    answer = reply(again, said)
    assert answer.objective == pytest.approx(PRESS_BEST)
    assert answer.problem.text == f"{SHORT}\n\n{said}."
    assert reply(again).objective == pytest.approx(PRESS_BEST)


def test_a_run_that_waits_gives_its_answer_again_until_there_is_a_reply(
    data_folder: Path, tmp_path: Path
) -> None:
    chosen = settings(data_folder, tmp_path, one={"formulator": [ASKS] * 3})
    waiting = solve(chosen)
    assert reply(chosen) == waiting
    with pytest.raises(InputError, match="asked 1 questions, and there are 2"):
        reply(chosen, "100", "200")
    still = reply(chosen, "I do not know")
    assert still.verdict is Verdict.NEEDS_INPUT
    assert still.problem.text.endswith("I do not know.")


def test_the_deciding_question_of_a_contested_run_is_answered(
    data_folder: Path, tmp_path: Path
) -> None:
    turned = press_formulation()["constraints"]
    turned[1] = turned[1] | {"expression": "posters >= poster_sales"}
    right = {"formulator": [press_reply()] * 2, "critic": [ACCEPTS] * 4, "debater": [HOLDS] * 6}
    wrong = right | {"formulator": [press_reply(constraints=turned), press_reply()]}
    # a script starts anew with every process: the second one has read the reply
    first = settings(data_folder, tmp_path, right=right, wrong=wrong)
    contested = solve(first, PRESS_TEXT)
    assert contested.verdict is Verdict.CONTESTED
    assert len(contested.questions) == 1
    again = settings(data_folder, tmp_path, right=right, wrong=right)
    answer = reply(again, "No more than 20 posters may be printed")
    assert answer.verdict is Verdict.CONSENSUS
    assert answer.debate is None
    assert answer.objective == pytest.approx(PRESS_BEST)


def test_assumptions_are_approved_or_put_right(data_folder: Path, tmp_path: Path) -> None:
    assuming = press_reply(assumptions=["Only whole posters are printed."])
    chosen = settings(data_folder, tmp_path, one={"formulator": [assuming]})
    waiting = solve(chosen, PRESS_TEXT, approve=True)
    assert waiting.verdict is Verdict.UNCONTESTED
    assert "Only whole posters" in waiting.questions[0].text
    approved = reply(chosen, "Yes.")
    assert approved.questions == ()
    assert approved.objective == waiting.objective
    assert reply(chosen) == approved
    with pytest.raises(InputError, match="asks nothing"):
        reply(chosen, "yes")


def test_what_is_not_approved_is_told_to_the_teams(data_folder: Path, tmp_path: Path) -> None:
    assuming = press_reply(assumptions=["Only whole posters are printed."])
    chosen = settings(data_folder, tmp_path, one={"formulator": [assuming]})
    solve(chosen, PRESS_TEXT, approve=True)
    answer = reply(chosen, "Posters can be printed in part")
    assert answer.problem.text.endswith("Posters can be printed in part.")
    assert answer.certificate is not None
    # the team assumes it again, as if nothing had been said
    assert answer.certificate.confidence is Confidence.REFUTED
    check = next(c for c in answer.certificate.checks if c.name == "assumptions_approved")
    assert "Only whole posters" in check.evidence
    assert not answer.questions


def test_without_assumptions_nothing_is_to_be_approved(data_folder: Path, tmp_path: Path) -> None:
    chosen = settings(data_folder, tmp_path, one={"formulator": [press_reply()]})
    assert solve(chosen, PRESS_TEXT, approve=True).questions == ()


@given(answers=st.lists(st.text(max_size=20), max_size=5), count=st.integers(0, 5))
def test_replies_go_with_their_questions(answers: list[str], count: int) -> None:
    questions = [Question(text=f"question {place}?") for place in range(count)]
    if len(answers) > count:
        with pytest.raises(InputError):
            replies_to(questions, answers)
        return
    found = replies_to(questions, answers)
    assert all(reply["answer"].strip() for reply in found)
    kept = [place for place, answer in enumerate(answers) if answer.strip()]
    assert [reply["question"] for reply in found] == [questions[place].text for place in kept]


def test_replies_stand_at_the_end_of_the_text_and_leave_its_numbers_alone() -> None:
    problem = press()
    longer = problem_with(problem, [{"question": "How many flyers at least?", "answer": "12"}])
    assert longer.text == f"{problem.text}\n\nHow many flyers at least? 12."
    assert longer.numbers[: len(problem.numbers)] == problem.numbers
    assert longer.numbers[-1].value == 12
    assert problem_with(problem, []) is problem
