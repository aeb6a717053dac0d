"""`optimoot check`: programs in the sandbox, told by exit code, page and JSON."""

import json

import pytest

from optimoot.outcome import FailureKind, Outcome, Termination

MODEL = """\
import pyomo.environ as pyo


def build_model(data):
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, data.get("most", 4)))
    model.enough = pyo.Constraint(expr=model.x >= data.get("least", 0))
    model.goal = pyo.Objective(expr=2 * model.x, sense=pyo.maximize)
    print("built", data)
    return model
"""


@pytest.fixture
def check(optimoot, tmp_path):
    def call(source, *options, data=None):
        (tmp_path / "program.py").write_text(source)
        if data is not None:
            (tmp_path / "data.json").write_text(json.dumps(data))
            options = (*options, "--data", tmp_path / "data.json")
        result = optimoot("check", tmp_path / "program.py", *options)
        assert "Traceback" not in result.stderr
        return result

    return call


def test_a_program_that_solves(check):
    result = check(MODEL, data={"most": 7})
    assert result.exit_code == 0, result.output
    assert "Objective: 14, proven optimal" in result.stdout
    assert "built {'most': 7}" in result.stdout


def test_json_is_the_outcome_and_nothing_else(check):
    result = check(MODEL, "--json")
    assert result.exit_code == 0
    assert result.stderr == ""
    found = Outcome.model_validate_json(result.stdout)
    assert found.objective == 8
    assert found.printed == "built {}\n"
    assert json.loads(result.stdout) == json.loads(found.model_dump_json())


def test_an_infeasible_program_is_an_outcome(check):
    result = check(MODEL, "--json", data={"least": 9})
    assert result.exit_code == 3
    assert Outcome.model_validate_json(result.stdout).termination is Termination.INFEASIBLE
    assert "infeasible" in check(MODEL, data={"least": 9}).stdout


@pytest.mark.parametrize(
    ("source", "kind", "line"),
    [
        ("def build_model(data:\n", FailureKind.SYNTAX, 1),
        ("x = 1\n", FailureKind.SYNTAX, None),
        ("def build_model(data):\n    return 1 / 0\n", FailureKind.EXCEPTION, 2),
        ("import socket\ndef build_model(data):\n    socket.socket()\n", FailureKind.REFUSED, 3),
    ],
)
def test_a_program_that_fails_is_an_outcome(check, source, kind, line):
    result = check(source, "--json")
    assert result.exit_code == 5, result.output
    failure = Outcome.model_validate_json(result.stdout).failure
    assert failure is not None
    assert (failure.kind, failure.line) == (kind, line)
    assert failure.message in " ".join(check(source).stdout.split()) or len(failure.message) > 100


def test_what_a_program_prints_cannot_command_the_terminal(check):
    result = check(MODEL.replace('"built"', '"\\x1b[2J\\x07[red]"'))
    assert "\x1b" not in result.stdout
    assert "\\x1b[2J\\x07[red]" in result.stdout


def test_a_solver_may_be_named(check):
    found = Outcome.model_validate_json(check(MODEL, "--json", "--solver", "scip").stdout)
    assert found.solver == "scip"
