"""Questions about a Program's model through the sandbox."""

import pytest

from optimoot.analysis import (
    AlternativesQuestion,
    AnalysisJob,
    RepairsQuestion,
    SensitivityQuestion,
    VariantsQuestion,
)
from optimoot.edit import BoundEdit, DomainEdit, DropEdit, LimitEdit, RowEdit, Term
from optimoot.errors import InputError, RunError
from optimoot.formulation import Domain
from optimoot.outcome import Termination
from optimoot.program import Program
from optimoot.sensitivity import Side
from optimoot.solvers.sandbox import shared_sandbox

SOURCE = """
import pyomo.environ as pyo


def build_model(data):
    model = pyo.ConcreteModel()
    model.G = pyo.Set(initialize=["chair", "table"])
    model.make = pyo.Var(model.G, domain=pyo.NonNegativeReals)
    model.hours = pyo.Constraint(expr=2 * model.make["chair"] + 3 * model.make["table"] <= 12)
    model.wood = pyo.Constraint(expr=2 * model.make["chair"] + model.make["table"] <= 8)
    model.profit = pyo.Objective(
        expr=data["chair"] * model.make["chair"] + 4 * model.make["table"], sense=pyo.maximize
    )
    return model
"""
PROGRAM = Program(source=SOURCE, data={"chair": 3})


def ask(question, *edits, program=PROGRAM):
    return shared_sandbox().analyze(
        AnalysisJob(program=program, question=question, edits=tuple(edits))
    )


def test_worths_come_out_of_the_sandbox():
    found = ask(SensitivityQuestion())
    assert found.objective == pytest.approx(17.0)
    assert {one.name: one.worth for one in found.limits} == pytest.approx(
        {"hours": 1.25, "wood": 0.25}
    )


def test_variants_change_what_they_say_and_nothing_else():
    chair = {"name": "make", "index": ("chair",)}
    most = RowEdit(name="sum", terms=(Term(**chair), Term(name="make", index=("table",))), upper=2)
    variants = (
        (),
        (BoundEdit(**chair, lower=0, upper=1),),
        (
            DomainEdit(name="make", domain=Domain.INTEGER),
            LimitEdit(name="hours", side=Side.UPPER, limit=11),
        ),
        (DropEdit(name="wood"),),
        (most,),
        (RowEdit(name="no", terms=(Term(**chair),), lower=9),),
    )  # fmt: skip
    found = ask(VariantsQuestion(variants=variants)).found
    assert [one.objective for one in found] == pytest.approx(
        [17.0, 3 + 4 * 10 / 3, 15.0, 18.0, 8.0, None]
    )
    assert found[-1].termination is Termination.INFEASIBLE
    assert {(one.index[0], round(one.value, 6)) for one in found[0].plan} == {
        ("chair", 3.0),
        ("table", 2.0),
    }


def test_edits_come_before_the_question():
    least = RowEdit(name="least", terms=(Term(name="make", index=("chair",)),), lower=5)
    repairs = ask(RepairsQuestion(), least)
    assert {change.name for repair in repairs.menu for change in repair.changes} == {
        "least",
        "wood",
    }
    others = ask(AlternativesQuestion(), DropEdit(name="hours"))
    assert len(others.found) == 1


def test_a_question_that_makes_no_sense_is_the_users_to_mend():
    with pytest.raises(InputError, match=r"no variable 'mak\[chair\]'.*Near.*make\[chair\]"):
        ask(SensitivityQuestion(), BoundEdit(name="mak", index=("chair",), lower=0, upper=1))
    with pytest.raises(InputError, match="cannot lie between 3 and 1"):
        ask(SensitivityQuestion(), BoundEdit(name="make", index=("chair",), lower=3, upper=1))
    with pytest.raises(InputError, match="nothing has to give way"):
        ask(RepairsQuestion())


def test_a_program_that_breaks_is_told():
    broken = Program(source="def build_model(data):\n    return 1 / 0\n")
    with pytest.raises(RunError, match="ZeroDivisionError"):
        ask(SensitivityQuestion(), program=broken)
