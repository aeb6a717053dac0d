"""What holds for every rule, and what each decides in cases taken from its source."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_scores import broken, item, no_plan, record

from optimoot.benchmarks.running.record import Ending
from optimoot.benchmarks.scoring.rules.optibench import matches
from optimoot.benchmarks.scoring.rules.registry import RULES, rule_named
from optimoot.errors import InputError

EVERY = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
# SIRL takes labels with "-9999" in them for none at all
labels = st.floats(-9e3, 1e6).filter(lambda label: abs(label) > 1)


def right(name, its_item, its_record):
    return RULES[name].is_right(its_item, its_record)


@EVERY
@given(label=labels)
def test_the_label_itself_is_right(rule, label):
    assert rule.is_right(item(label), record(label))


@EVERY
@given(label=labels, off=st.sampled_from([0.8, 1.2, -1.0, 0.0, 100.0]))
def test_what_is_far_off_is_wrong(rule, label, off):
    assert not rule.is_right(item(label), record(off * label))


@EVERY
@pytest.mark.parametrize("label", [5.0, 0.0, -3.0])
def test_without_an_objective_no_number_is_met(rule, label):
    for its_record in (record(None), no_plan("infeasible"), no_plan("unbounded"), broken()):
        assert not rule.is_right(item(label), its_record)


@EVERY
@pytest.mark.parametrize("label", [5.0, "infeasible", "no best solution", "missing", "-99999"])
@pytest.mark.parametrize("ending", [Ending.FAILED, Ending.TIMED_OUT])
def test_an_attempt_that_broke_is_never_right(rule, label, ending):
    assert not rule.is_right(item(label), broken(ending))


@EVERY
@pytest.mark.parametrize("objective", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_wrong(rule, objective):
    assert not rule.is_right(item(5.0), record(objective))


@EVERY
@pytest.mark.parametrize("verdict", ["contested", "consensus", "evidence"])
def test_the_verdict_does_not_matter_to_what_is_stated(rule, verdict):
    assert rule.is_right(item(5.0), record(5.0, verdict=verdict))
    assert not rule.is_right(item(5.0), record(6.0, verdict=verdict))


@EVERY
def test_an_unknown_word_is_never_said(rule):
    for its_record in (record(5.0), record(None), no_plan("infeasible")):
        assert not rule.is_right(item("who knows"), its_record)


@EVERY
def test_each_rule_tells_what_it_is(rule):
    assert rule.meaning.endswith(".")
    assert RULES[rule.name] is rule


@given(label=st.floats(-1e6, 1e6), off=st.floats(-0.1, 0.1))
def test_a_looser_tolerance_accepts_all_that_a_tighter_one_does(label, off):
    verdicts = [
        right(name, item(label), record(label * (1 + off)))
        for name in ("objective-1e-6", "objective-1e-4", "objective-5%")
    ]
    assert verdicts == sorted(verdicts)


@pytest.mark.parametrize(
    ("name", "objective", "expected"),
    [
        ("objective-1e-6", 1000.0009, True),
        ("objective-1e-6", 1000.002, False),
        ("objective-1e-4", 1000.09, True),
        ("objective-1e-4", 1000.2, False),
        ("objective-5%", 1049.9, True),
        ("objective-5%", 1051.0, False),
        ("objective-5%", 951.0, True),
        ("objective-5%", 949.0, False),
    ],
)
def test_tolerances_are_relative_to_the_label(name, objective, expected):
    assert right(name, item(1000.0), record(objective)) is expected


def test_five_percent_is_of_the_label_and_not_of_the_larger_number():
    assert not right("objective-5%", item(100.0), record(105.2))


@pytest.mark.parametrize(
    ("label", "termination", "expected"),
    [
        ("infeasible", "infeasible", True),
        ("infeasible", "unbounded", False),
        ("unbounded", "unbounded", True),
        ("unbounded", "infeasible_or_unbounded", True),
        ("No Best Solution", "infeasible", True),
        ("no solution", "unbounded", True),
        ("no feasible solution", "infeasible", True),
        ("no feasible solution", "unbounded", False),
        ("no optimal solution", "unbounded", True),
        ("infeasible", "time_limit", False),
    ],
)
def test_words_of_labels(label, termination, expected):
    for name in ("objective-1e-6", "objective-1e-4", "objective-5%", "optibench"):
        assert right(name, item(label), no_plan(termination)) is expected


class TestSirl:
    """|x - y| / (|y| + 1) <= 1e-6, and no objective for a label that is none."""

    @pytest.mark.parametrize(
        ("label", "objective", "expected"),
        [
            (0.0, 9e-7, True),
            (0.0, 2e-6, False),
            (1.0, 1.0000019, True),
            (1.0, 1.0000021, False),
            (1e6, 1e6 + 0.9, True),
            (1e6, 1e6 + 1.1, False),
        ],
    )
    def test_numbers(self, label, objective, expected):
        assert right("sirl", item(label), record(objective)) is expected

    @pytest.mark.parametrize("label", ["no best solution", -99999.0, "-9999", "infeasible"])
    @pytest.mark.parametrize(
        ("its_record", "expected"),
        [
            (no_plan("infeasible"), True),
            (no_plan("time_limit", verdict="unsolved", confidence=""), True),
            (no_plan("not_solved", verdict="unsolved", confidence=""), False),
            (record(None), False),
            (record(5.0), False),
        ],
    )
    def test_a_label_that_is_none_wants_a_program_without_objective(
        self, label, its_record, expected
    ):
        assert right("sirl", item(label), its_record) is expected


class TestAgoraOpt:
    """Within 5 % of the label, 0.05 of zero; numbers only."""

    @pytest.mark.parametrize(
        ("label", "objective", "expected"),
        [
            (100.0, 105.0, True),
            (100.0, 105.01, False),
            (-100.0, -95.0, True),
            (0.0, 0.05, True),
            (0.0, -0.06, False),
        ],
    )
    def test_numbers(self, label, objective, expected):
        assert right("agora-opt", item(label), record(objective)) is expected

    def test_words_are_never_right(self):
        assert not right("agora-opt", item("infeasible"), no_plan("infeasible"))


class TestOptiBench:
    """Every labelled value is met."""

    labelled = item(70.0, results={"The number of cups": 10.0, "bowls": 20.0, "profit": 70.0})

    @pytest.mark.parametrize(
        ("objective", "values", "expected"),
        [
            (70.0, (10.0, 20.0), True),
            (70.0, (20.0, 10.0, 0.0), True),
            (70.00009, (10.00009, 19.99991), True),
            (70.0002, (10.0, 20.0), False),
            (70.0, (10.0, 20.0002), False),
            (70.0, (5.0, 22.0), False),
            (70.0, (), False),
            (None, (10.0, 20.0), False),
        ],
    )
    def test_values_and_objective(self, objective, values, expected):
        found = record(objective, values=values)
        assert right("optibench", self.labelled, found) is expected

    def test_equal_labels_need_a_value_each(self):
        twice = item(4.0, results={"a": 2.0, "b": 2.0, "sum": 4.0})
        assert right("optibench", twice, record(4.0, values=(2.0, 2.0)))
        assert not right("optibench", twice, record(4.0, values=(2.0, 0.0)))

    def test_a_label_that_is_no_number_cannot_be_met(self):
        strange = item(4.0, results={"a": "many", "sum": 4.0})
        assert not right("optibench", strange, record(4.0, values=(2.0,)))

    def test_a_plan_too_large_for_the_log_is_not_right(self):
        found = record(70.0, variables_left_out=True)
        assert not right("optibench", self.labelled, found)

    @given(
        st.lists(st.floats(-100, 100), max_size=6),
        st.lists(st.floats(-5e-5, 5e-5), min_size=6, max_size=6),
        st.lists(st.floats(-100, 100), max_size=4),
        st.randoms(),
    )
    def test_a_matching_is_found_wherever_there_is_one(self, wanted, noise, others, chance):
        values = [value + off for value, off in zip(wanted, noise, strict=False)] + others
        chance.shuffle(values)
        assert matches(wanted, values)

    @given(st.lists(st.integers(0, 3), max_size=5), st.lists(st.integers(0, 3), max_size=5))
    def test_whole_numbers_match_where_there_are_enough_of_each(self, wanted, values):
        enough = all(values.count(one) >= wanted.count(one) for one in wanted)
        assert matches(wanted, values) is enough


class TestOptiBenchChecked:
    """The labelled objective, by a plan that is proven, whatever its variables."""

    labelled = TestOptiBench.labelled

    def test_another_best_plan_is_right(self):
        found = record(70.0, values=(0.0, 28.0))
        assert right("optibench-checked", self.labelled, found)
        assert not right("optibench", self.labelled, found)

    @pytest.mark.parametrize(
        "more",
        [
            {"solution_status": "feasible"},
            {"confidence": "refuted"},
            {"confidence": ""},
            {"doubts": ("feasible",)},
            {"doubts": ("proven",)},
        ],
    )
    def test_a_plan_that_is_not_proven_is_not(self, more):
        assert not right("optibench-checked", self.labelled, record(70.0, **more))

    def test_doubts_of_how_the_text_was_read_do_not_matter(self):
        found = record(70.0, confidence="doubtful", doubts=("numbers_used",))
        assert right("optibench-checked", self.labelled, found)

    def test_large_objectives_are_held_to_a_solver_s_precision(self):
        large = item(5e6, results={"a": 1.0, "cost": 5e6})
        assert right("optibench-checked", large, record(5e6 + 1))
        assert not right("optibench", large, record(5e6 + 1, values=(1.0,)))


def test_an_unknown_rule_names_the_known_ones():
    with pytest.raises(InputError, match="There is no rule 'exact'") as refused:
        rule_named("exact")
    assert "sirl" in refused.value.remedy
