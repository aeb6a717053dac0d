from __future__ import annotations

import pytest

from optimoot.checker import CheckerJob, CheckerReport, values_of
from optimoot.errors import RunError
from optimoot.outcome import VariableValue
from optimoot.solvers.checker import run_checker
from optimoot.solvers.loading import ProgramError
from optimoot.solvers.sandbox import Sandbox

PLAN = (
    VariableValue(name="ship", index=("north", "rye"), value=4.0),
    VariableValue(name="make", index=(1,), value=2.0),
    VariableValue(name="total", value=None),
)
SOURCE = """
def check(values, tables):
    found = values["ship"]["north", "rye"] + values["make"][1] + values["total"]
    tables["rows"].append({})
    return {"objective": found, "violations": ["too much"] * (found > 5)}
"""


def job(source: str = SOURCE, plans: int = 1) -> CheckerJob:
    return CheckerJob(source=source, plans=(PLAN,) * plans, tables={"rows": [{"a": 1}]})


def test_values_come_by_name_and_index() -> None:
    assert values_of(PLAN) == {"ship": {("north", "rye"): 4.0}, "make": {1: 2.0}, "total": 0.0}


def test_a_checker_reports_of_every_plan() -> None:
    assert (
        run_checker(job(plans=2)) == (CheckerReport(objective=6.0, violations=("too much",)),) * 2
    )


@pytest.mark.parametrize(
    ("said", "report"),
    [
        ('{"objective": None, "violations": []}', CheckerReport()),
        ('{"objective": float("nan")}', CheckerReport()),
        (
            '{"objective": 1, "violations": "late"}',
            CheckerReport(objective=1, violations=("late",)),
        ),
        ('{"objective": 1, "violations": None, "more": 2}', CheckerReport(objective=1)),
    ],
)
def test_replies_are_read_with_tolerance(said: str, report: CheckerReport) -> None:
    source = f"def check(values, tables):\n    return {said}\n"
    assert run_checker(job(source)) == (report,)


@pytest.mark.parametrize("source", ["x = 1", "def check(values, tables):\n    return 5"])
def test_what_is_no_checker_is_refused(source: str) -> None:
    with pytest.raises(ProgramError):
        run_checker(job(source))


def test_the_sandbox_runs_it_and_tells_what_fails() -> None:
    with Sandbox() as sandbox:
        assert sandbox.check(job(plans=3)) == run_checker(job(plans=3))
        with pytest.raises(RunError, match="KeyError"):
            sandbox.check(job(SOURCE.replace('"make"', '"male"')))
        with pytest.raises(RunError, match="line 3"):
            sandbox.check(job(SOURCE.replace('"make"', '"male"')))
        with pytest.raises(RunError):
            sandbox.check(job("import socket\nsocket.socket()\n" + SOURCE))
