"""Labels that answers contradict: which, and with what evidence."""

import gzip

import pytest
from made_answers import solved_answer
from made_scores import broken, evaluation, item, no_plan, record

from optimoot.benchmarks.scoring.audit import contradictions, evidence
from optimoot.benchmarks.scoring.rules.registry import USUAL_RULE
from optimoot.benchmarks.scoring.scored import scored
from optimoot.certificate import Confidence
from optimoot.errors import InputError


@pytest.mark.parametrize(
    ("label", "its_record", "told"),
    [
        (90.0, record(100.0), "is better than the label"),
        (110.0, record(100.0), "proven bound is 100"),
        (110.0, record(100.0, bound=None), "proven bound is 100"),
        (110.0, record(100.0, bound=120.0), "does not exclude it"),
        (110.0, record(100.0, sense="minimize"), "is better than the label"),
        (90.0, record(100.0, sense="minimize"), "proven bound is 100"),
        (90.0, record(100.0, sense="minimize", bound=80.0), "does not exclude it"),
        (100.0, record(100.0), "values of variables differ"),
        ("infeasible", record(100.0), "ours holds in plain arithmetic"),
        (100.0, no_plan("infeasible"), "is infeasible: no plan"),
        ("infeasible", no_plan("infeasible_or_unbounded"), "infeasible or unbounded"),
    ],
)
def test_how_label_and_answer_stand_to_each_other(label, its_record, told):
    assert told in evidence(label, its_record)


@pytest.fixture
def folder(tmp_path):
    items = [item(50.0, name) for name in ("verified", "checked", "doubtful", "right", "broken")]
    whole = gzip.compress(solved_answer().model_dump_json().encode())
    records = [
        (record(30.0, "verified", confidence="verified", values=(6.0, 2.0)), whole),
        record(30.0, "verified", repeat=1),
        record(50.0, "verified", repeat=2, confidence="doubtful"),
        record(30.0, "checked"),
        record(30.0, "doubtful", confidence="doubtful"),
        record(50.0, "right", confidence="verified"),
        broken(name="broken"),
    ]
    return evaluation(tmp_path / "run", items, records)


def test_only_verified_answers_count_unless_asked_for(folder):
    found = scored(folder, USUAL_RULE)
    verified = contradictions(folder, found, least=Confidence.VERIFIED)
    checked = contradictions(folder, found, least=Confidence.CHECKED)
    assert [one.id for one in verified] == ["verified"]
    assert [one.id for one in checked] == ["verified", "checked"]


def test_the_evidence_is_the_certificate_and_the_plan(folder):
    (found,) = contradictions(folder, scored(folder, USUAL_RULE), least=Confidence.VERIFIED)
    assert (found.label, found.objective, found.bound, found.stated) == (50.0, 30.0, 30.0, "30")
    assert (found.against, found.for_label, found.attempts) == (1, 1, 3)
    assert [value.value for value in found.plan] == [6.0, 2.0]
    assert {check.name for check in found.checks} == {
        check.name for check in solved_answer().certificate.checks if check.status != "skipped"
    }
    assert found.checks


def test_an_answer_that_is_gone_is_told(folder):
    for path in (folder.path / "answers").iterdir():
        path.unlink()
    with pytest.raises(InputError, match="cannot be read"):
        contradictions(folder, scored(folder, USUAL_RULE), least=Confidence.VERIFIED)
