"""The Python API: what it returns, what it refuses, and that it works inside an event loop."""

import asyncio
import math
import threading
from pathlib import Path

import pytest
from langchain_core.language_models import FakeListChatModel
from made_problems import press, press_reply

import optimoot
from optimoot.agents.models import model_requests
from optimoot.agents.scripted import ScriptedChatModel
from optimoot.events import RunFinished, RunStarted
from optimoot.outcome import FailureKind, SolutionStatus

TEXT = (Path(__file__).parents[2] / "examples" / "bakery.txt").read_text()

PROGRAM = """
import pyomo.environ as pyo

def build_model(data):
    m = pyo.ConcreteModel()
    m.x = pyo.Var(bounds=(0, data.get("most", 4)))
    m.goal = pyo.Objective(expr=3 * m.x, sense=pyo.maximize)
    return m
"""


@pytest.fixture
def settings(tmp_path):
    return optimoot.Settings(data_folder=tmp_path)


def test_every_public_name_is_there():
    for name in optimoot.__all__:
        assert getattr(optimoot, name) is not None
    assert sorted(optimoot.__all__) == dir(optimoot)


def test_unknown_names_are_refused():
    with pytest.raises(AttributeError, match="no attribute 'slove'"):
        _ = optimoot.slove


def test_solve(settings):
    answer = optimoot.solve(TEXT, settings=settings)
    assert answer.objective == pytest.approx(528.5)
    frame = answer.variables
    assert list(frame.columns)[:3] == ["name", "index", "value"]
    assert set(frame["value"]) == {55.0, 80.0}
    assert "maximize" in answer.to_latex() or "\\max" in answer.to_latex()


def test_the_answer_follows_the_text(settings):
    answer = optimoot.solve(TEXT.replace("$3.50", "$7.50"), settings=settings)
    assert answer.objective > 528.5


def test_models_are_written_with_their_names(settings, tmp_path):
    answer = optimoot.solve(TEXT, settings=settings)
    assert "rye_loaves" in answer.write_lp(tmp_path / "m.lp").read_text()
    assert "rye_loaves" in answer.write_mps(tmp_path / "m.mps").read_text()
    with pytest.raises(optimoot.InputError, match="Cannot write"):
        answer.write_lp(tmp_path / "nowhere" / "m.lp")


def test_inside_an_event_loop(settings):
    async def notebook():
        return optimoot.solve(TEXT, settings=settings)

    assert asyncio.run(notebook()).objective == pytest.approx(528.5)


async def test_asolve(settings):
    answer = await optimoot.asolve(TEXT, settings=settings)
    assert answer.verdict in (optimoot.Verdict.UNCONTESTED, optimoot.Verdict.CONSENSUS)


def test_stream_yields_events_and_the_answer_last(settings):
    items = list(optimoot.stream(TEXT, settings=settings))
    assert isinstance(items[0], RunStarted)
    assert isinstance(items[-2], RunFinished)
    assert isinstance(items[-1], optimoot.Answer)


def test_a_stream_that_is_closed_leaves_no_thread(settings):
    before = threading.active_count()
    stream = optimoot.stream(TEXT, settings=settings)
    next(stream)
    stream.close()
    assert threading.active_count() <= before + 1


def test_errors_reach_the_caller(settings):
    with pytest.raises(optimoot.InputError, match="empty"):
        optimoot.solve("  ", settings=settings)
    with pytest.raises(optimoot.InputError, match="'time_limit'"):
        optimoot.solve(TEXT, settings=settings, time_limit=-1)
    with pytest.raises(optimoot.InputError, match="'colour'"):
        optimoot.solve(TEXT, settings=settings, colour="blue")


@pytest.mark.parametrize("problem", [5, b"x", ["a"], Path("bakery.txt")])
def test_a_problem_that_is_no_text_is_refused(settings, problem):
    with pytest.raises(optimoot.InputError, match=f"{type(problem).__name__}.*as a string"):
        optimoot.solve(problem, settings=settings)


def test_a_chat_model_can_be_given_itself(settings):
    model = ScriptedChatModel.of({"formulator": [press_reply()]})
    answer = optimoot.solve(press(), settings=settings, model=model, verifier=False)
    assert len(model.prompts) == 1
    assert [line.model for line in answer.usage.lines] == ["scripted:ScriptedChatModel"]
    assert "language" in {candidate.team for candidate in answer.candidates}


def test_a_chat_model_of_langchain_can_be_given_itself(settings):
    model = FakeListChatModel(responses=[press_reply()])
    with model_requests(True):
        answer = optimoot.solve(press(), settings=settings, model=model, verifier=False)
    assert "language" in {candidate.team for candidate in answer.candidates}
    assert answer.usage.calls == 1


def test_what_is_no_model_is_refused_by_its_type(settings):
    with pytest.raises(optimoot.InputError, match="of the type dict") as caught:
        optimoot.solve(TEXT, settings=settings, model={"secret": "x" * 500})
    assert "secret" not in str(caught.value)
    with pytest.raises(optimoot.InputError, match=r"'solver'.*of the type object") as caught:
        optimoot.solve(TEXT, settings=settings, solver=object())
    assert "0x" not in str(caught.value)


def test_an_address_without_a_model_is_refused(settings):
    with pytest.raises(optimoot.InputError, match=r"'foo'.*--model"):
        optimoot.solve(TEXT, settings=settings, base_url="foo")


def test_the_frame_of_variables_holds_numbers(settings):
    frame = optimoot.solve(TEXT, settings=settings).variables
    assert {str(frame[name].dtype) for name in ("value", "lower", "upper", "reduced_cost")} == {
        "float64"
    }
    assert set(frame["upper"]) == {math.inf}
    assert set(frame["lower"]) == {0.0}
    unsolved = optimoot.solve("Tell me a story about a baker.", settings=settings).variables
    assert len(unsolved) == 0
    assert str(unsolved["upper"].dtype) == "float64"


def test_a_problem_brings_its_own_tables(settings, tmp_path):
    (tmp_path / "t.csv").write_text("a,b\n1,2\n")
    problem = optimoot.make_problem(TEXT)
    assert optimoot.solve(problem, settings=settings).objective == pytest.approx(528.5)
    with pytest.raises(optimoot.InputError, match="brings its own tables"):
        optimoot.solve(problem, data=[tmp_path / "t.csv"], settings=settings)


def test_check_program_takes_text_path_and_program(tmp_path):
    path = tmp_path / "p.py"
    path.write_text(PROGRAM)
    for given in (PROGRAM, str(path), path, optimoot.Program(source=PROGRAM)):
        outcome = optimoot.check_program(given, {"most": 7})
        assert outcome.solution is SolutionStatus.OPTIMAL
        assert outcome.objective == pytest.approx(21)


def test_check_program_tells_failures_apart(tmp_path):
    assert optimoot.check_program("def build_model(:").failure.kind is FailureKind.SYNTAX
    with pytest.raises(optimoot.InputError, match="Cannot read the program"):
        optimoot.check_program(tmp_path / "missing.py")


def test_saved_and_resolved(settings, tmp_path):
    optimoot.solve(TEXT, settings=settings).save(tmp_path / "bakery")
    again = optimoot.Bundle.load(tmp_path / "bakery").resolve()
    assert again.objective == pytest.approx(528.5)
    assert again.certificate.confidence is optimoot.Confidence.CHECKED
