"""Measures: what is in the denominators, what is unknown, and the classes of failures."""

import pytest
from made_scores import broken, item, no_plan, position, record, scored_many, scored_one

from optimoot.benchmarks.running.record import Ending
from optimoot.benchmarks.scoring.failures import FailureClass, failure_class, reason_class
from optimoot.benchmarks.scoring.measures import by, measures
from optimoot.benchmarks.scoring.score import Score


def attempts(*records, label=100.0):
    return [scored_one(item(label, f"i{n}"), one, n) for n, one in enumerate(records)]


MIXED = attempts(
    record(100.0),
    record(7.0),
    record(100.0, confidence="doubtful"),
    record(7.0, confidence="doubtful"),
    record(None),
    record(None, verdict="needs_input"),
    broken(Ending.FAILED),
    broken(Ending.TIMED_OUT),
)


def test_whatever_broke_or_abstained_is_in_the_denominator():
    found = measures(MIXED)
    assert (found.accuracy.count, found.accuracy.of) == (2, 8)
    assert (found.right.count, found.wrong.count, found.abstained.count) == (1, 1, 6)
    assert (found.coverage.count, found.coverage.of) == (2, 8)
    assert (found.selective_accuracy.count, found.selective_accuracy.of) == (1, 2)
    assert (found.stated.count, found.stated.of) == (4, 8)
    assert (found.executability.count, found.executability.of) == (4, 8)
    assert (found.failed.count, found.timed_out.count) == (1, 1)
    assert found.pass_at[1].value == 2 / 8
    assert sum(found.failures.values()) == found.records == 8


def test_of_no_records_nothing_is_known():
    found = measures([])
    assert (found.accuracy.low, found.accuracy.high) == (0.0, 1.0)
    assert found.effort.cost == 0.0
    assert found.effort.productivity is None


def test_repeats_are_no_independent_cases():
    found = measures(scored_many([[True] * 5, [False] * 5, [True] * 5, [False] * 5]))
    assert (found.records, found.items, found.clusters) == (20, 4, 4)
    assert found.accuracy.low < found.accuracy.wilson_low
    assert found.accuracy.high > found.accuracy.wilson_high


def test_measures_by_a_key():
    families = ["a", "b", "a"]
    found = [
        scored_one(item(100.0, f"i{n}", family=family), record(value), n)
        for n, (family, value) in enumerate(zip(families, (100.0, 100.0, 7.0), strict=True))
    ]
    parts = by(found, lambda one: one.item.family)
    assert {name: str(part.accuracy)[:6] for name, part in parts.items()} == {
        "a": "1 of 2",
        "b": "1 of 1",
    }


def test_programs_that_ran_of_those_that_teams_brought():
    found = measures(
        attempts(
            record(100.0, positions=(position(), position(executed=False))),
            record(None, positions=(position(executed=False),)),
        )
    )
    assert (found.programs_run.count, found.programs_run.of) == (1, 3)
    assert (found.executability.count, found.executability.of) == (1, 2)


class TestEffort:
    def test_sums_and_spread(self):
        found = measures(
            attempts(
                *(
                    record(100.0, calls=2, input_tokens=900, output_tokens=100, cost=0.5, seconds=s)
                    for s in (1.0, 2.0, 9.0)
                )
            )
        ).effort
        assert (found.calls, found.input_tokens, found.output_tokens) == (6, 2700, 300)
        assert found.cost == pytest.approx(1.5)
        assert (found.seconds, found.median_seconds) == (12.0, 2.0)
        assert found.slow_seconds == pytest.approx(7.6)
        assert found.productivity == pytest.approx(10.0)
        assert not found.least_tokens

    def test_one_unknown_price_makes_the_cost_unknown(self):
        found = measures(attempts(record(cost=0.5, calls=1), record(cost=None, calls=1))).effort
        assert found.cost is None
        assert (found.known_cost, found.unpriced) == (0.5, 1)

    def test_what_broke_may_have_cost_something(self):
        found = measures(attempts(record(cost=0.5, calls=1), broken())).effort
        assert found.cost is None
        assert found.least_tokens
        assert found.productivity is None

    def test_without_calls_nothing_is_paid(self):
        assert measures(attempts(record(), record(None, cost=None))).effort.cost == 0.0

    def test_unmetered_calls_make_tokens_lower_bounds(self):
        its_record = record(calls=2, input_tokens=10, unmetered_calls=1)
        found = measures(attempts(its_record)).effort
        assert found.least_tokens
        assert found.productivity is None

    def test_lines_of_an_older_log_are_unknown(self):
        its_record = record(calls=2, input_tokens=10, program_lines=None)
        assert measures(attempts(its_record)).effort.productivity is None


@pytest.mark.parametrize(
    ("its_record", "expected"),
    [
        (record(100.0), FailureClass.NONE),
        (record(100.0, confidence="doubtful"), FailureClass.NOT_SURE),
        (record(100.0, verdict="contested"), FailureClass.NOT_SURE),
        (record(7.0), FailureClass.WRONG_AND_SURE),
        (record(7.0, confidence="doubtful"), FailureClass.WRONG_NOT_SURE),
        (record(7.0, verdict="contested"), FailureClass.CONTESTED),
        (no_plan("infeasible"), FailureClass.WRONG_AND_SURE),
        (record(None, verdict="needs_input"), FailureClass.ASKED),
        (record(None, positions=(position(executed=False),)), FailureClass.PROGRAM_FAILED),
        (record(None, positions=(position(objective=None),)), FailureClass.NO_RESULT),
        (record(None), FailureClass.DECLINED),
        (broken(), FailureClass.FAILED),
        (broken(Ending.TIMED_OUT), FailureClass.TIMED_OUT),
    ],
)
def test_the_class_of_a_failure(its_record, expected):
    assert failure_class(scored_one(item(100.0), its_record)) is expected


def test_a_question_is_right_where_something_is_missing():
    asked = scored_one(item("missing"), record(None, verdict="needs_input"))
    assert asked.score is Score.RIGHT
    assert failure_class(asked) is FailureClass.NONE


@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        (["Not sure enough of the text: '95' is used for nothing."], "Not sure enough of the text"),
        (
            ["No list was found.", "'9 kg' and 'it\\'s' stand for 3 items. More."],
            "… and … stand for # items",
        ),
        (["Looks like a mix, but 'b' was not understood in 'a; b'."], "Looks like a mix"),
        ([], ""),
    ],
)
def test_reasons_are_told_without_what_they_quote(reasons, expected):
    its_record = record(None, abstentions=tuple(("t", reason) for reason in reasons))
    assert reason_class(its_record) == expected


def test_declined_attempts_by_reason_the_most_frequent_first():
    reasons = ["No algebra: 'x'.", "Nothing fits.", "No algebra: 'y'."]
    found = measures(attempts(*(record(None, abstentions=(("t", one),)) for one in reasons)))
    assert list(found.declined.items()) == [("No algebra", 2), ("Nothing fits", 1)]
