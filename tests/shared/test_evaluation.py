"""Evaluating formulations in plain arithmetic."""

from __future__ import annotations

import ast
import math
import subprocess
import sys
from pathlib import Path

import pytest

import optimoot.evaluation
from optimoot.binding import bind
from optimoot.effort import EffortError
from optimoot.errors import InputError
from optimoot.evaluation import (
    BoundViolation,
    ConstraintEvaluation,
    Evaluator,
    FailureReason,
    IntegralityViolation,
    evaluate,
)
from optimoot.formulation import (
    Constraint,
    Domain,
    Entry,
    Formulation,
    IndexSet,
    Objective,
    Parameter,
    Sense,
    Variable,
)
from optimoot.syntax import Relation

MONTHS = IndexSet(name="T", members=(1, 2, 3))
ROADS = IndexSet(name="A", members=(("mill", "shop"), ("shop", "mill")))


def scalar(name: str, value: float) -> Parameter:
    return Parameter(name=name, entries=(Entry(value=value),))


def over_months(name: str, *values: float, default: float | None = None) -> Parameter:
    entries = tuple(Entry(index=(t,), value=v) for t, v in enumerate(values, start=1))
    return Parameter(name=name, index=("T",), entries=entries, default=default)


def made(*constraints: Constraint, objective: str = "", **parts) -> Formulation:
    """A stock that is filled and drawn from over three months."""
    given = {
        "sets": (MONTHS, ROADS),
        "parameters": (over_months("demand", 5, 6, 7), scalar("start", 4)),
        "variables": (
            Variable(name="stock", index=("T",), upper=50),
            Variable(name="buy", index=("T",), domain=Domain.INTEGER, lower=None),
            Variable(name="go", index=("A",), domain=Domain.BINARY),
            Variable(name="z", lower=-1),
        ),
        **parts,
    }
    goal = Objective(sense=Sense.MINIMIZE, expression=objective) if objective else None
    return Formulation(objective=goal, constraints=constraints, **given)


POINT = {
    "stock": {(1,): 1.0, (2,): 0.0, (3,): 3.0},
    "buy": {(1,): 2.0, (2,): 5.0, (3,): 10.0},
    "go": {("mill", "shop"): 1.0, ("shop", "mill"): 0.0},
    "z": {(): 0.5},
}


def value_of(expression: str, point=POINT, **parts) -> float | None:
    formulation = made(objective=expression, **parts)
    evaluation = evaluate(formulation, bind(formulation), point)
    assert not evaluation.failures
    return evaluation.objective


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("z", 0.5),
        ("sum(stock[t] for t in T)", 4.0),
        ("sum(demand[t] * buy[t] for t in T if t > 1) - start", 96.0),
        ("sum(stock[t] - stock[t - 1] for t in T if t > 1)", 2.0),
        ("sum(go[i, j] for i, j in A if i != 'shop')", 1.0),
        ("sum(go[a] * t for a in A for t in T)", 6.0),
        ("sum(1 for a in A if a == ('mill', 'shop'))", 1.0),
        ("sum(1 for a in A if a in A and ('mill', 'mill') not in A)", 2.0),
        ("sum(1 for t in T if not (t == 2 or t in (3, 4)))", 1.0),
        ("sum(1 for s in T for t in T if 1 <= s < t)", 3.0),
        ("stock[1] if start > 3 else stock[2]", 1.0),
        ("-z ** 2 + 7 // 2 + 7 % 4 + 2 ** -1", 6.25),
        ("abs(z - 1) + sqrt(4) + exp(0) + log(1) + log10(100)", 5.5),
        ("sin(0) + cos(0) + tan(0) + asin(0) + acos(1) + atan(0)", 1.0),
        ("pi", math.pi),
        ("floor(start / 3) + ceil(start / 3)", 3.0),
        ("max(demand[t] for t in T) - min(start, 2, 3)", 5.0),
        ("prod(buy[t] for t in T)", 100.0),
        ("len(T) + max(T) + sum(T)", 12.0),
        ("sum(x for x in T if x > 5)", 0.0),
        ("z / (1 / 4) - (1 - (2 - 3))", 0.0),
        ("z + 1 + 2 - 3 - 4", -3.5),
    ],
)
def test_values(expression, value):
    assert value_of(expression) == pytest.approx(value)


def test_both_sides_of_every_constraint():
    balance = Constraint(
        name="balance",
        expression="stock[t - 1] + buy[t] == demand[t] + stock[t]",
        for_each="t in T if t > 1",
    )
    room = Constraint(name="room", expression="sum(stock[t] for t in T) <= start")
    band = Constraint(name="band", expression="10 >= buy[t] >= start", for_each="t in T")
    formulation = made(balance, room, band)
    evaluation = evaluate(formulation, bind(formulation), POINT)
    assert evaluation.objective is None
    assert evaluation.constraints == (
        ConstraintEvaluation("balance", (2,), 6, Relation.EQUAL, 6, 0),
        ConstraintEvaluation("balance", (3,), 10, Relation.EQUAL, 10, 0),
        ConstraintEvaluation("room", (), 4, Relation.AT_MOST, 4, 0),
        ConstraintEvaluation("band", (1,), 10, Relation.AT_LEAST, 2, 0),
        ConstraintEvaluation("band", (1,), 2, Relation.AT_LEAST, 4, 2),
        ConstraintEvaluation("band", (2,), 10, Relation.AT_LEAST, 5, 0),
        ConstraintEvaluation("band", (2,), 5, Relation.AT_LEAST, 4, 0),
        ConstraintEvaluation("band", (3,), 10, Relation.AT_LEAST, 10, 0),
        ConstraintEvaluation("band", (3,), 10, Relation.AT_LEAST, 4, 0),
    )
    assert evaluation.worst == evaluation.constraints[4]
    assert evaluation.worst.relative_violation == 0.5
    assert not evaluation.is_feasible()
    assert evaluation.is_feasible(tolerance=0.6)


def test_indices_are_flat_and_in_the_order_of_the_loops():
    c = Constraint(name="c", expression="go[a] + stock[t] <= 9", for_each="t in T, a in A if t > 2")
    evaluation = evaluate(made(c), bind(made(c)), POINT)
    assert [e.index for e in evaluation.constraints] == [(3, "mill", "shop"), (3, "shop", "mill")]


def test_bounds_and_integrality():
    formulation = made(
        variables=(
            Variable(name="a", index=("T",), lower="demand", upper=6.5),
            Variable(name="b", domain=Domain.BINARY),
            Variable(name="i", index=("T",), domain=Domain.INTEGER, upper="start", lower=None),
        )
    )
    point = {
        "a": {(1,): 4.5, (2,): 6.0, (3,): 7.0},
        "b": {(): 1.25},
        "i": {(1,): 2.5, (2,): -8.0, (3,): 5.0},
    }
    evaluation = evaluate(formulation, bind(formulation), point)
    assert evaluation.bounds == (
        BoundViolation("a", (1,), 4.5, 5.0, 0.5),
        BoundViolation("a", (3,), 7.0, 6.5, 0.5),
        BoundViolation("b", (), 1.25, 1.0, 0.25),
        BoundViolation("i", (3,), 5.0, 4.0, 1.0),
    )
    assert evaluation.integrality == (
        IntegralityViolation("b", (), 1.25, 0.25),
        IntegralityViolation("i", (1,), 2.5, 0.5),
    )
    assert not evaluation.is_feasible()


def test_a_feasible_point_is_feasible_within_the_tolerance():
    c = Constraint(name="c", expression="1000 * z <= 499.9999")
    evaluation = evaluate(made(c), bind(made(c)), POINT)
    assert evaluation.is_feasible()
    assert not evaluation.is_feasible(tolerance=1e-9)


def test_an_evaluator_serves_many_points():
    evaluator = Evaluator(made(objective="2 * z"), bind(made()))
    assert [evaluator.at({**POINT, "z": {(): z}}).objective for z in (0.0, 1.0, -3.0)] == [0, 2, -6]
    assert evaluator.at_one_value(7.5).objective == 15


class TestWhatHasNoValue:
    def failures(self, constraint="z <= 1", objective="z", for_each="", point=POINT, **parts):
        formulation = made(
            Constraint(name="c", expression=constraint, for_each=for_each),
            objective=objective,
            **parts,
        )
        evaluation = evaluate(formulation, bind(formulation), point)
        assert not evaluation.is_feasible(tolerance=1e9)
        return evaluation, [(f.element, f.index, f.message, f.reason) for f in evaluation.failures]

    def test_a_subscript_that_runs_out_of_its_set(self):
        evaluation, failures = self.failures("stock[t - 1] <= 9", for_each="t in T")
        assert failures == [("c", (1,), "stock[0] has no value.", FailureReason.MISSING)]
        assert [c.index for c in evaluation.constraints] == [(2,), (3,)]

    def test_a_default_does_not_reach_beyond_the_set(self):
        parts = {"parameters": (over_months("demand", default=3.0), scalar("start", 4))}
        _, failures = self.failures("z <= demand[t + 1]", for_each="t in T", **parts)
        assert failures == [("c", (3,), "demand[4] has no value.", FailureReason.MISSING)]

    @pytest.mark.parametrize(
        ("expression", "says"),
        [
            ("1 / (z - 0.5)", "divides by zero"),
            ("start % (start - 4)", "divides by zero"),
            ("log(z - 0.5)", "no value"),
            ("sqrt(0 - z)", "no value"),
            ("(0 - z) ** 0.5", "not a real number"),
            ("(z - 0.5) ** -1", "divides by zero"),
            ("exp(4000 * z)", "too large"),
            ("(10000 * z) ** 400", "too large"),
            ("z * 1e300 * start ** 99", "not finite"),
            ("max(demand[t] for t in T if t > 5)", "no value"),
            ("sum(1 for a in T for b, c in A if a < b)", "members of different kind"),
        ],
    )
    def test_arithmetic_names_the_element(self, expression, says):
        _, failures = self.failures(objective=expression)
        (failure,) = failures
        assert failure[0] == "objective"
        assert says in failure[2]
        assert failure[3] is FailureReason.ARITHMETIC

    def test_a_failing_constraint_does_not_hide_the_others(self):
        evaluation, failures = self.failures("1 / stock[t] <= 5", for_each="t in T")
        assert failures == [("c", (2,), "it divides by zero.", FailureReason.ARITHMETIC)]
        assert len(evaluation.constraints) == 2

    def test_a_condition_that_fails_names_the_constraint(self):
        _, failures = self.failures("stock[t] <= 5", for_each="t in T if 1 / (t - 2) > 0")
        assert failures == [("c", (), "it divides by zero.", FailureReason.ARITHMETIC)]

    @pytest.mark.parametrize(
        "given", [{(1,): 1.0, (2,): None}, {(1,): 1.0, (2,): math.nan, (3,): math.inf}]
    )
    def test_values_that_the_point_lacks(self, given):
        _, failures = self.failures(
            "stock[t] <= 5", for_each="t in T", point={**POINT, "stock": given}
        )
        message = "the point has no usable value here and 1 more."
        assert failures == [
            ("stock", (2,), message, FailureReason.NO_POINT),
            ("c", (2,), "stock[2] has no value.", FailureReason.NO_POINT),
            ("c", (3,), "stock[3] has no value.", FailureReason.NO_POINT),
        ]

    def test_a_scalar_that_the_point_lacks(self):
        _, failures = self.failures(point={n: v for n, v in POINT.items() if n != "z"})
        assert [failure[:2] for failure in failures] == [("z", ()), ("objective", ()), ("c", ())]

    def test_names_that_are_no_variables_are_passed_over(self):
        formulation = made(objective="z")
        evaluation = evaluate(formulation, bind(formulation), {**POINT, "helper": {(): 1.0}})
        assert evaluation.is_feasible()


class TestDataThatDoNotFit:
    formulation = made(
        variables=(Variable(name="stock", index=("T",), upper="demand"),),
        objective="sum(stock[t] for t in T) + start",
    )

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            ({"T": None}, "no list for the set 'T'"),
            ({"T": [1.5]}, "'T' has a member"),
            ({"demand": 5}, "'demand' are no nested objects of 1 level."),
            ({"demand": {"1": "five", "2": 6, "3": 7}}, "'demand' hold 'five'"),
            ({"start": {"a": 1}}, "'start' hold {'a': 1}"),
            ({"start": None}, "'start' hold None"),
            ({"demand": {"1": 5}}, "lack a bound of 'stock': demand[2] has no value"),
        ],
    )
    def test_the_message_names_what_is_wrong(self, change, says):
        data = {**bind(self.formulation), **change}
        with pytest.raises(InputError) as caught:
            evaluate(self.formulation, data, POINT)
        assert says in str(caught.value)

    def test_a_missing_parameter(self):
        data = bind(self.formulation)
        del data["start"]
        with pytest.raises(InputError, match="'start' hold None"):
            evaluate(self.formulation, data, POINT)

    def test_entries_for_no_member_are_passed_over(self):
        data = bind(self.formulation)
        data["T"] = [1, 2]
        point = {"stock": {(1,): 1.0, (2,): 2.0}}
        assert evaluate(self.formulation, data, point).objective == 7


def test_what_would_take_for_ever_is_refused_at_once():
    days = IndexSet(name="T", members=tuple(range(1, 400)))
    loops = " ".join(f"for t{n} in T" for n in range(5))
    formulation = made(objective=f"sum(z {loops})", sets=(days, ROADS), parameters=())
    with pytest.raises(InputError, match="2e\\+13 steps of arithmetic"):
        Evaluator(formulation, bind(formulation))
    formulation = made(
        sets=(days, ROADS), parameters=(), variables=(Variable(name="x", index=("T",) * 5),)
    )
    with pytest.raises(EffortError, match="steps of arithmetic"):
        Evaluator(formulation, bind(formulation))


def test_a_formulation_with_errors_is_refused():
    formulation = made(objective="sum(stok[t] for t in T)")
    with pytest.raises(InputError, match="'stok' is not defined \\(did you mean 'stock'"):
        evaluate(formulation, {}, POINT)


def test_neither_pyomo_nor_source_text_takes_part():
    folder = Path(optimoot.evaluation.__file__).parent
    for name in ("evaluation", "arithmetic", "bound"):
        tree = ast.parse((folder / f"{name}.py").read_text(encoding="utf-8"))
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        assert not names & {"eval", "exec", "compile"}
    code = (
        "import optimoot.evaluation, sys; sys.exit({'pyomo', 'pandas'} & set(sys.modules) != set())"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
