"""Which sentences of an infeasible problem contradict each other, in the Answer and its words."""

from pathlib import Path

import pytest

import optimoot
from optimoot.agents.conflict import conflict_text
from optimoot.conflict import Conflict, ConflictMember, MemberKind
from optimoot.errors import RunError
from optimoot.solvers.sandbox import Sandbox

BAKERY = (Path(__file__).parents[2] / "examples" / "bakery.txt").read_text()
TOO_MUCH = BAKERY.replace("at least 30 rye loaves", "at least 150 rye loaves")


@pytest.fixture
def settings(tmp_path):
    return optimoot.Settings(data_folder=tmp_path)


def test_an_infeasible_answer_quotes_what_cannot_hold_together(settings):
    answer = optimoot.solve(TOO_MUCH, settings=settings)
    assert answer.outcome.termination == "infeasible"
    sentences = [member.sentence for member in answer.conflict.members]
    assert len(sentences) == 2
    assert any("at least 150 rye loaves" in sentence for sentence in sentences)
    assert any("2100 minutes" in sentence for sentence in sentences)
    assert "These cannot hold together: “" in answer.explanation
    assert "Without any one of them there is a plan." in answer.explanation


def test_an_answer_with_a_plan_has_no_conflict(settings):
    answer = optimoot.solve(BAKERY, settings=settings)
    assert answer.conflict is None
    assert "cannot hold together" not in answer.explanation


def test_new_data_of_a_bundle_are_explained_too(settings, tmp_path):
    answer = optimoot.solve(BAKERY, settings=settings)
    least = next(p.name for p in answer.formulation.parameters if "least" in p.name)
    answer.save(tmp_path / "bundle")
    again = optimoot.Bundle.load(tmp_path / "bundle").resolve({least: 150})
    assert again.outcome.termination == "infeasible"
    assert len(again.conflict.members) == 2
    assert again.conflict == optimoot.Answer.model_validate_json(again.model_dump_json()).conflict


def member(name, sentence="", kind=MemberKind.CONSTRAINT, meaning=""):
    return ConflictMember(kind=kind, name=name, sentence=sentence, meaning=meaning)


def test_one_member_alone_cannot_be_met():
    told = conflict_text(Conflict(members=(member("cap", "At most -3."),)))
    assert told == "This cannot be met: “At most -3.” (cap)."


def test_bounds_and_elements_without_a_sentence_are_named():
    members = (
        member("x", kind=MemberKind.LOWER_BOUND),
        member("cap", meaning="room in the barn"),
        member("y", "At least 3.", MemberKind.LOWER_BOUND),
    )
    told = conflict_text(Conflict(members=members, irreducible=False))
    assert told == (
        "These cannot hold together: the lower bound of x; room in the barn; “At least 3.” "
        "(the lower bound of y)."
    )


def test_a_long_conflict_is_cut_and_counted():
    told = conflict_text(Conflict(members=tuple(member(f"row{n}") for n in range(9))))
    assert "row5; and 3 more." in told
    assert "row6" not in told


def test_domains_alone_may_leave_no_plan():
    assert "domains" in conflict_text(Conflict(members=()))
    assert conflict_text(None) == ""


def test_a_search_that_fails_is_told_and_the_result_stands(settings, monkeypatch):
    def fail(*_arguments):
        raise RunError("The program gave no result.")

    monkeypatch.setattr(Sandbox, "conflict", fail)
    answer = optimoot.solve(TOO_MUCH, settings=settings)
    assert answer.outcome.termination == "infeasible"
    assert answer.conflict is None
    assert "contradict each other was not found. The program gave no result." in answer.explanation
