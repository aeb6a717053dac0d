"""A bundle comes back as it was, re-solves with new data, and says what is wrong with bad data."""

import json
import subprocess
import sys

import pandas as pd
import pytest
from made_answers import TEXT, formulation, outcome, problem, solved_answer

from optimoot.agents.answer import Verdict
from optimoot.agents.bundle import Bundle
from optimoot.agents.report import to_markdown
from optimoot.binding import bind
from optimoot.certificate import CheckStatus, Confidence
from optimoot.errors import InputError
from optimoot.formulation import (
    Constraint,
    Formulation,
    IndexSet,
    Objective,
    Parameter,
    Sense,
    TableSource,
    Variable,
)
from optimoot.notation import to_text
from optimoot.outcome import Termination
from optimoot.problem import Problem, Table
from optimoot.program import Origin
from optimoot.solvers.compile import compile_program


@pytest.fixture
def saved(tmp_path):
    solved_answer().save(tmp_path / "kiln")
    return tmp_path / "kiln"


def test_an_answer_comes_back_as_it_was(saved):
    assert Bundle.load(saved).answer == solved_answer()


def test_line_ends_and_offsets_survive(tmp_path):
    text = "A\r\nplan\rwith ends\n" + TEXT
    answer = solved_answer(problem=Problem(text=text))
    answer.save(tmp_path / "b")
    assert Bundle.load(tmp_path / "b").answer.problem.text == text


def test_saving_again_replaces_the_bundle(saved):
    solved_answer(run_id="r2").save(saved)
    assert Bundle.load(saved).answer.run_id == "r2"
    assert [p.name for p in saved.parent.iterdir()] == ["kiln"]


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("precious")
    with pytest.raises(InputError, match="not a bundle"):
        solved_answer().save(tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "precious"


def test_an_answer_without_a_program_cannot_be_saved(tmp_path):
    with pytest.raises(InputError, match="no program"):
        solved_answer(program=None, verdict=Verdict.UNSOLVED).save(tmp_path / "b")


def test_the_program_runs_without_optimoot(saved):
    code = (
        "import json, sys, pyomo.environ as pyo; sys.path.insert(0, '.'); import program;"
        "m = program.build_model(json.load(open('data.json')));"
        "assert 'optimoot' not in sys.modules; print(len(list(m.component_data_objects(pyo.Var))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=saved, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "2"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bundle.json", "{"),
        ("bundle.json", '{"format": "optimoot-bundle", "version": 99, "run_id": "r",'
                        ' "saved": "", "origin": "coder"}'),
        ("data.json", "[1, 2]"),
        ("outcome.json", '{"termination": "on holiday"}'),
        ("formulation.json", "not json"),
        ("answer.json", "{}"),
        ("program.py", None),
        ("problem.txt", b"\xff\xfe\xff"),
    ],
)  # fmt: skip
def test_a_damaged_bundle_is_named(saved, name, content):
    if content is None:
        (saved / name).unlink()
    elif isinstance(content, bytes):
        (saved / name).write_bytes(content)
    else:
        (saved / name).write_text(content)
    with pytest.raises(InputError) as caught:
        Bundle.load(saved)
    assert name in str(caught.value) or "version" in str(caught.value)
    assert caught.value.remedy


def test_no_bundle_at_all(tmp_path):
    with pytest.raises(InputError, match="is not a bundle"):
        Bundle.load(tmp_path / "nothing")


def test_resolve_as_saved(saved):
    answer = Bundle.load(saved).resolve()
    assert answer.objective == pytest.approx(40)
    assert answer.run_id != "r1"


def test_resolve_with_new_values(saved):
    bundle = Bundle.load(saved)
    assert bundle.resolve({"room": 10}).objective == pytest.approx(50)
    assert bundle.resolve({"profit": {"cups": 7}}).objective == pytest.approx(56)
    assert bundle.answer == solved_answer()


def test_resolve_with_a_file_of_values(saved, tmp_path):
    (tmp_path / "new.json").write_text(json.dumps({"room": 3}))
    assert Bundle.load(saved).resolve(tmp_path / "new.json").objective == pytest.approx(15)


def test_a_misspelt_name_in_a_file_is_named(saved, tmp_path):
    (tmp_path / "new.json").write_text(json.dumps({"rooms": 3}))
    with pytest.raises(InputError, match="Did you mean 'room'"):
        Bundle.load(saved).resolve(tmp_path / "new.json")


def test_infeasible_data_is_an_answer(saved):
    answer = Bundle.load(saved).resolve({"room": -1})
    assert answer.outcome.termination is Termination.INFEASIBLE
    assert answer.verdict is Verdict.UNCONTESTED


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"rom": 3}, "Did you mean 'room'"),
        ({"room": "many"}, "must be a finite number"),
        ({"room": float("nan")}, "must be a finite number"),
        ({"profit": 3}, "an object keyed by set members"),
        ({"profit": {"cup": 3}}, "has no entry 'cup'"),
        ({"profit": {"cups": "dear"}}, "must be a finite number"),
        ({"P": "cups"}, "a list of members"),
        ({"prices": pd.DataFrame({"a": [1]})}, "has no table 'prices'"),
    ],
)
def test_bad_data_is_named(saved, data, words):
    with pytest.raises(InputError, match=words):
        Bundle.load(saved).resolve(data)


@pytest.fixture
def tabled(tmp_path):
    prices = Table(
        name="prices", columns=("item", "price"), rows=(("ash", 2), ("oak", 5)), source="prices.csv"
    )
    source = TableSource(table="prices", keys=("item",))
    model = Formulation(
        sets=(IndexSet(name="I", table=source),),
        parameters=(
            Parameter(
                name="price", index=("I",), table=source.model_copy(update={"column": "price"})
            ),
        ),
        variables=(Variable(name="x", index=("I",), upper=1.0),),
        objective=Objective(sense=Sense.MAXIMIZE, expression="sum(price[i] * x[i] for i in I)"),
        constraints=(Constraint(name="total", expression="sum(x[i] for i in I) <= 9"),),
    )
    program = compile_program(model, bind(model, [prices]))
    stated = problem().model_copy(update={"tables": (prices,)})
    solved_answer(problem=stated, formulation=model, program=program, outcome=outcome()).save(
        tmp_path / "wood"
    )
    return Bundle.load(tmp_path / "wood")


def test_new_tables_bring_new_members(tabled, tmp_path):
    (tmp_path / "prices.csv").write_text("item,price\nash,2\noak,5\nyew,9\n")
    assert tabled.resolve([tmp_path / "prices.csv"]).objective == pytest.approx(16)


def test_a_data_frame_is_a_table(tabled):
    frame = pd.DataFrame({"item": ["elm"], "price": [4.5]})
    assert tabled.resolve({"prices": frame}).objective == pytest.approx(4.5)


def test_a_missing_column_is_named(tabled):
    with pytest.raises(InputError, match="price"):
        tabled.resolve({"prices": pd.DataFrame({"item": ["elm"], "cost": [1.0]})})


def test_a_missing_cell_is_named(tabled):
    with pytest.raises(InputError, match="price"):
        tabled.resolve({"prices": pd.DataFrame({"item": ["elm"], "price": [float("nan")]})})


@pytest.fixture
def compiled(tmp_path):
    """A bundle of the kiln as the compiler wrote it."""
    model = formulation()
    compiled_program = compile_program(model, bind(model))
    solved_answer(program=compiled_program).save(tmp_path / "compiled")
    return tmp_path / "compiled"


def checks(answer):
    return {check.name: check for check in answer.certificate.checks}


def test_the_model_shows_the_new_values(compiled):
    answer = Bundle.load(compiled).resolve({"room": 10, "profit": {"cups": 7}})
    given = to_text(answer.formulation)
    assert "room = 10" in given
    assert answer.formulation.parameters[0].entries[0].value == 7
    assert answer.objective == pytest.approx(70)
    assert answer.certificate.confidence is Confidence.CHECKED, answer.certificate


def test_what_was_replaced_is_remembered_over_saving(compiled, tmp_path):
    first = Bundle.load(compiled).resolve({"room": 10})
    first.save(tmp_path / "next")
    second = Bundle.load(tmp_path / "next").resolve({"profit": {"cups": 7}})
    assert second.objective == pytest.approx(70)
    assert second.replaced == ("profit", "room")
    assert checks(second)["grounded"].status is CheckStatus.PASSED
    assert second.certificate.confidence is Confidence.CHECKED, second.certificate
    assert "room" in to_markdown(second).split("Replaced by the user")[1]


def test_new_members_stand_in_the_model(compiled):
    bundle = Bundle.load(compiled)
    answer = bundle.resolve({"P": ["jugs"], "profit": {"jugs": 9}})
    assert answer.formulation.sets[0].members == ("jugs",)
    assert answer.objective == pytest.approx(72)
    assert answer.certificate.confidence is Confidence.CHECKED, answer.certificate


def test_values_in_the_place_of_a_table_stand_in_the_model(tabled):
    answer = tabled.resolve({"price": {"ash": 3, "oak": 5}})
    assert answer.objective == pytest.approx(8)
    price = answer.formulation.parameters[0]
    assert price.table is None
    assert [entry.value for entry in price.entries] == [3, 5]


def test_data_edited_by_hand_count_as_replaced(compiled):
    data = json.loads((compiled / "data.json").read_text())
    (compiled / "data.json").write_text(json.dumps(data | {"room": 10}))
    answer = Bundle.load(compiled).resolve()
    assert answer.objective == pytest.approx(50)
    assert answer.replaced == ("room",)
    assert answer.certificate.confidence is Confidence.CHECKED, answer.certificate


def edit_program(folder, old, new):
    source = (folder / "program.py").read_text()
    assert old in source
    (folder / "program.py").write_text(source.replace(old, new))


def test_a_program_edited_by_hand_is_the_users_and_is_compared(compiled):
    edit_program(compiled, '"<=", room)', '"<=", room / 2)')
    answer = Bundle.load(compiled).resolve()
    assert answer.program.origin is Origin.USER
    assert answer.objective == pytest.approx(20)
    assert "edited by hand" in answer.explanation
    assert checks(answer)["two_encodings"].status is CheckStatus.FAILED
    assert answer.certificate.confidence is Confidence.DOUBTFUL, answer.certificate


def test_an_edit_that_changes_no_result_agrees_with_the_formulation(compiled):
    edit_program(compiled, "import pyomo", "# mine\nimport pyomo")
    answer = Bundle.load(compiled).resolve({"room": 10})
    assert answer.program.origin is Origin.USER
    assert answer.objective == pytest.approx(50)
    assert checks(answer)["two_encodings"].status is CheckStatus.PASSED
    assert answer.certificate.confidence is Confidence.CHECKED, answer.certificate


def test_a_program_of_an_earlier_compiler_counts_as_written(tmp_path):
    model = formulation()
    fresh = compile_program(model, bind(model))
    older = fresh.model_copy(update={"source": f"# an older layout\n{fresh.source}"})
    solved_answer(program=older).save(tmp_path / "older")
    answer = Bundle.load(tmp_path / "older").resolve()
    assert answer.program.origin is Origin.CODER
    assert answer.certificate.confidence is Confidence.CHECKED, answer.certificate


def test_infeasible_new_data_are_confirmed_by_another_solver(compiled):
    answer = Bundle.load(compiled).resolve({"room": -1})
    assert checks(answer)["confirmed"].status is CheckStatus.PASSED
    assert answer.certificate.confidence is Confidence.CHECKED, answer.certificate
