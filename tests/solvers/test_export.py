"""Model files: read back by HiGHS and SCIP, they are the same model, with its names."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import highspy
import pyscipopt
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from model_programs import program, solve

from optimoot.errors import InputError
from optimoot.outcome import SolutionStatus
from optimoot.solvers.export import export
from optimoot.solvers.labels import labels_for
from optimoot.solvers.loading import ProgramError

Form = Literal["lp", "mps"]

MIXED = """
    m.x = pyo.Var(["New York", "New_York", "e1", "3"], domain=pyo.NonNegativeIntegers)
    m.x["3"].setub(40)
    m.y = pyo.Var(["e1", 2], bounds=(None, 7))
    m.free = pyo.Var()
    m.end = pyo.Var(domain=pyo.Binary)
    m.pinned = pyo.Var(bounds=(2.5, 2.5))
    m.fixed = pyo.Var(initialize=3)
    m.fixed.fix()
    m.obj = pyo.Constraint(expr=pyo.inequality(-5, m.x["New York"] + m.free, 10))
    m.least = pyo.Constraint(expr=m.x["e1"] + m.x["3"] >= 2.5)
    m.equal = pyo.Constraint(expr=m.free + m.y[2] == 1e-3)
    m.nothing = pyo.Constraint(expr=m.free <= inf)
    m.times = pyo.Constraint(expr=m.fixed * m.x["3"] + m.end >= 4)
    m.empty = pyo.Constraint(expr=0 * m.free <= 3)
    m.cost = pyo.Objective(
        expr=m.x["New York"] + 2 * m.x["New_York"] + 3 * m.x["e1"] + 4 * m.x["3"] + m.free + 5
        + m.end - m.y["e1"] + 2 * m.pinned
    )
"""
MAXIMUM = """
    m.x = pyo.Var(bounds=(0, 4))
    m.n = pyo.Var(bounds=(0, 4), domain=pyo.Integers)
    m.o = pyo.Objective(expr=2 * m.x + 3 * m.n - 7, sense=pyo.maximize)
    m.c = pyo.Constraint(expr=m.x + 2 * m.n <= 7)
"""
QUADRATIC = """
    m.x = pyo.Var(bounds=(0, 4))
    m.y = pyo.Var(bounds=(0, 4))
    m.o = pyo.Objective(
        expr=-(m.x - 1) ** 2 - m.x * m.y - 3 * m.y**2 + m.y, sense=pyo.maximize
    )
    m.c = pyo.Constraint(expr=m.x + 2 * m.y >= 3)
"""
CURVED_ROWS = """
    m.x = pyo.Var(bounds=(0, 4))
    m.y = pyo.Var(bounds=(0, 4))
    m.o = pyo.Objective(expr=m.x + m.y, sense=pyo.maximize)
    m.c = pyo.Constraint(expr=m.x**2 + m.x * m.y + m.y**2 + m.x <= 5)
"""


def by_highs(path: Path) -> Any:
    highs = highspy.Highs()
    highs.silent()
    highs.setOptionValue("mip_rel_gap", 1e-9)
    assert highs.readModel(str(path)) == highspy.HighsStatus.kOk
    highs.run()
    return highs


def by_scip(path: Path) -> Any:
    model = pyscipopt.Model()
    model.hideOutput()
    model.readProblem(str(path))
    model.optimize()
    return model


def written(body: str, form: Form, folder: Path) -> Path:
    path = folder / f"model.{form}"
    path.write_text(export(program(body), form), encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["lp", "mps"])
@pytest.mark.parametrize("body", [MIXED, MAXIMUM, QUADRATIC])
def test_readers_find_the_same_optimum(body: str, form: Form, tmp_path: Path) -> None:
    outcome = solve(body)
    assert outcome.solution is SolutionStatus.OPTIMAL
    path = written(body, form, tmp_path)
    highs = by_highs(path)
    assert highs.getInfo().objective_function_value == pytest.approx(outcome.objective, rel=1e-6)
    assert by_scip(path).getObjVal() == pytest.approx(outcome.objective, rel=1e-5)


@pytest.mark.parametrize("form", ["lp", "mps"])
def test_quadratic_constraints(form: Form, tmp_path: Path) -> None:
    found = by_scip(written(CURVED_ROWS, form, tmp_path)).getObjVal()
    assert found == pytest.approx(7 / 3, rel=1e-5)


@pytest.mark.parametrize("form", ["lp", "mps"])
def test_no_objective(form: Form, tmp_path: Path) -> None:
    path = written(
        "m.x = pyo.Var(bounds=(0, 4)); m.c = pyo.Constraint(expr=m.x >= 1)", form, tmp_path
    )
    assert by_highs(path).getSolution().col_value[0] >= 1.0
    assert by_scip(path).getStatus() == "optimal"


@pytest.mark.parametrize("form", ["lp", "mps"])
def test_names_are_kept_and_unique(form: Form, tmp_path: Path) -> None:
    lp = by_highs(written(MIXED, form, tmp_path)).getLp()
    assert set(lp.col_names_) == {
        "x(New_York)", "x(New_York)~2", "x(e1)", "x(3)", "y(e1)", "y(2)", "_free", "_end", "pinned",
    }  # fmt: skip
    assert {"least", "equal", "times", "empty"} <= set(lp.row_names_)
    assert "nothing" not in lp.row_names_


def test_special_ordered_sets_are_written_to_lp_files_only(tmp_path: Path) -> None:
    body = """
        m.x = pyo.Var([1, 2, 3], bounds=(0, 4))
        m.o = pyo.Objective(expr=m.x[1] + 2 * m.x[2] + 1.5 * m.x[3], sense=pyo.maximize)
        m.s = pyo.SOSConstraint(var=m.x, sos=1)
    """
    assert by_scip(written(body, "lp", tmp_path)).getObjVal() == pytest.approx(8.0)
    with pytest.raises(InputError, match="'s' are written in LP files only"):
        export(program(body), "mps")


@pytest.mark.parametrize("form", ["lp", "mps"])
@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("m.x = pyo.Var(); m.o = pyo.Objective(expr=pyo.exp(m.x))", "the objective"),
        ("m.x = pyo.Var(); m.c = pyo.Constraint(expr=m.x**3 <= 2)", "'c' is neither"),
        ("m.o = pyo.Objective(expr=3.0)", "no free variable"),
    ],
)
def test_what_files_cannot_hold(body: str, said: str, form: Form) -> None:
    with pytest.raises(InputError, match=said):
        export(program(body), form)


def test_a_program_without_a_model() -> None:
    with pytest.raises(ProgramError, match="return model"):
        export(program("return None"), "lp")
    with pytest.raises(ZeroDivisionError):
        export(program("1 / 0"), "lp")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_random_models_survive_the_way_through_a_file(data: st.DataObject, tmp_path: Path) -> None:
    number = st.floats(-20, 20, allow_nan=False).map(lambda value: round(value, 3))
    columns, lines = range(3), []
    for i in columns:
        # Whole bounds: HiGHS itself is wrong on integers with fractional ones.
        low, high = data.draw(st.tuples(st.integers(-9, 0), st.integers(0, 9)))
        domain = data.draw(st.sampled_from(["Reals", "Integers"]))
        lines.append(f"m.x{i} = pyo.Var(bounds=({low!r}, {high!r}), domain=pyo.{domain})")
    for row in range(data.draw(st.integers(0, 3))):
        body = " + ".join(f"{data.draw(number)!r} * m.x{i}" for i in columns)
        low, span = data.draw(number), abs(data.draw(number))
        kind = data.draw(st.sampled_from(["{b} <= {l}", "{b} >= {l}", "({l}, {b}, {u})"]))
        expression = kind.format(b=body, l=low, u=low + span)
        lines.append(f"m.c{row} = pyo.Constraint(expr={expression})")
    goal = " + ".join(f"{data.draw(number)!r} * m.x{i}" for i in columns)
    sense = data.draw(st.sampled_from(["minimize", "maximize"]))
    lines.append(f"m.o = pyo.Objective(expr={goal} + {data.draw(number)!r}, sense=pyo.{sense})")
    body = "\n".join(lines)
    outcome = solve(body)
    assume(outcome.failure is None)  # Pyomo refuses a constraint whose coefficients are all zero
    for form in ("lp", "mps"):
        highs = by_highs(written(body, form, tmp_path))
        if outcome.solution is SolutionStatus.OPTIMAL:
            found = highs.getInfo().objective_function_value
            assert found == pytest.approx(outcome.objective, rel=1e-6, abs=1e-6)
        else:
            assert highs.getModelStatus().name == "kInfeasible"


@given(st.lists(st.text(max_size=300), max_size=12))
def test_labels_are_unique_and_plain(names: list[str]) -> None:
    labels = labels_for(names, ["obj"])
    assert len(set(labels) | {"obj"}) == len(names) + 1
    for label in labels:
        assert label
        assert len(label) <= 255
        assert label.isascii()
        assert not any(character.isspace() or character in "[]+-*/^=<>:;" for character in label)
        assert not label[0].isdigit()
        assert label[0] != "."


def test_labels_of_names_that_become_alike_are_counted_on() -> None:
    labels = labels_for(["é", "ü", "_~2", "ñ", *("ж" * 300 for _ in range(20_000))])
    assert labels[:4] == ["_", "_~2", "_~2~2", "_~3"]
    assert len(set(labels)) == len(labels)
