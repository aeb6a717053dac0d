"""Laws that hold for every well-formed Formulation, whatever it says."""

from __future__ import annotations

import math
import re
from collections import defaultdict

import pyomo.environ as pyo
import pytest
from hypothesis import HealthCheck, assume, event, given, reject, settings
from hypothesis import strategies as st
from made_formulations import amounts, formulations

from optimoot.binding import bind
from optimoot.evaluation import Evaluation, Evaluator, FailureReason, evaluate
from optimoot.finding import FindingCode, Severity
from optimoot.formulation import Formulation
from optimoot.notation import to_latex, to_text
from optimoot.program import Program
from optimoot.review import review
from optimoot.solvers.compile import compile_program
from optimoot.syntax import Relation

# Reading Pyomo's side


def build(program: Program) -> pyo.ConcreteModel:
    namespace: dict = {}
    exec(compile(program.source, "program", "exec"), namespace)
    return namespace["build_model"](program.data)


def model_where_there_is_one(formulation: Formulation, bound) -> pyo.ConcreteModel:
    """The compiled model; where its data cannot be built from, the evaluation must fail too."""
    try:
        return build(compile_program(formulation, bound))
    except ArithmeticError:
        event("data without a value")
        failures = Evaluator(formulation, bound).at_one_value(0.0).failures
        assert any(failure.reason is FailureReason.ARITHMETIC for failure in failures)
        reject()


def key(index) -> tuple:
    return () if index is None else index if isinstance(index, tuple) else (index,)


def residuals_of_pyomo(model: pyo.ConcreteModel) -> dict[tuple, list[float]]:
    """For each constraint and index, by how much each of its sides fails (negative: holds)."""
    found = defaultdict(list)
    for component in model.component_objects(pyo.Constraint):
        for index, row in component.items():
            body = pyo.value(row.body)
            sides = []
            if row.has_lb():
                sides.append(pyo.value(row.lower) - body)
            if row.has_ub():
                sides.append(body - pyo.value(row.upper))
            found[component.name, key(index)] = sorted(sides)
    return dict(found)


def residuals_of(evaluation: Evaluation) -> dict[tuple, list[float]]:
    found = defaultdict(list)
    for c in evaluation.constraints:
        if c.relation is not Relation.AT_LEAST:
            found[c.name, c.index].append(c.left - c.right)
        if c.relation is not Relation.AT_MOST:
            found[c.name, c.index].append(c.right - c.left)
    return {place: sorted(sides) for place, sides in found.items()}


def point_for(draw, model: pyo.ConcreteModel) -> dict[str, dict[tuple, float]]:
    point = defaultdict(dict)
    for component in model.component_objects(pyo.Var):
        for index, variable in component.items():
            value = draw(amounts) if component.name.startswith("v") else 0.0
            variable.set_value(value, skip_validation=True)
            point[component.name][key(index)] = value
    return point


few = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
    ],
)


@few
@given(st.data())
def test_compiled_model_and_plain_evaluation_agree(data):
    formulation = data.draw(formulations())
    bound = bind(formulation)
    model = model_where_there_is_one(formulation, bound)
    point = point_for(data.draw, model)
    evaluation = evaluate(formulation, bound, point)
    assume(not evaluation.failures)

    assert pyo.value(model.component("objective")) == pytest.approx(
        evaluation.objective, abs=1e-9 * max(1.0, evaluation.objective_scale)
    )
    theirs, ours = residuals_of_pyomo(model), residuals_of(evaluation)
    sizes = defaultdict(lambda: 1.0)  # how large the numbers are that were subtracted
    for c in evaluation.constraints:
        sizes[c.name, c.index] = max(sizes[c.name, c.index], abs(c.left), abs(c.right))
    assert theirs.keys() <= ours.keys()
    for place, sides in ours.items():
        if place not in theirs:
            event("skipped")
            assert max(sides) <= 1e-8 * sizes[place], f"{place} was skipped but fails"
        elif "zero" in str(model.component(place[0])[place[1] or None].body):
            event("made infeasible")
            assert max(sides) > 0, f"{place} was made infeasible but holds"
        else:
            event("stated")
            assert theirs[place] == pytest.approx(sides, abs=1e-9 * sizes[place])


@few
@given(st.data())
def test_compiled_bounds_and_domains_are_those_of_the_evaluation(data):
    formulation = data.draw(formulations())
    bound = bind(formulation)
    model = model_where_there_is_one(formulation, bound)
    point = point_for(data.draw, model)
    evaluation = evaluate(formulation, bound, point)
    outside = {(b.name, b.index) for b in evaluation.bounds}
    fractional = {(i.name, i.index) for i in evaluation.integrality}
    for variable in formulation.variables:
        for index, component in model.component(variable.name).items():
            place = (variable.name, key(index))
            low = -math.inf if component.lb is None else component.lb
            high = math.inf if component.ub is None else component.ub
            assert (low <= component.value <= high) == (place not in outside)
            whole = component.is_continuous() or component.value == round(component.value)
            assert whole == (place not in fractional)


@few
@given(formulations())
def test_review_accepts_what_is_well_formed(formulation):
    errors = [f for f in review(formulation) if f.severity is Severity.ERROR]
    assert errors == []


@few
@given(formulations())
def test_notation_says_every_name(formulation):
    text, latex = to_text(formulation), to_latex(formulation)
    for constraint in formulation.constraints:
        assert f"{constraint.name}:" in text
        assert f"({constraint.name})" in latex
    assert latex.count("{") == latex.count("}")
    assert latex.count(r"\begin{aligned}") == latex.count(r"\end{aligned}") == 1


def elements(formulation: Formulation):
    """The objective and constraints with a function that puts another expression there."""
    objective = formulation.objective
    yield (
        "objective",
        objective.expression,
        lambda text: formulation.model_copy(
            update={"objective": objective.model_copy(update={"expression": text})}
        ),
    )
    for n, constraint in enumerate(formulation.constraints):

        def put(text, n=n, constraint=constraint):
            changed = list(formulation.constraints)
            changed[n] = constraint.model_copy(update={"expression": text})
            return formulation.model_copy(update={"constraints": tuple(changed)})

        yield constraint.name, constraint.expression, put


@few
@given(st.data())
def test_a_renamed_name_is_reported_with_its_element(data):
    formulation = data.draw(formulations())
    name, text, put = data.draw(st.sampled_from(list(elements(formulation))))
    uses = list(re.finditer(r"\b[pv]\d\b", text))
    assume(uses)
    use = data.draw(st.sampled_from(uses))
    findings = review(put(f"{text[: use.start()]}unheard_of{text[use.end() :]}"))
    assert any(
        f.code is FindingCode.UNDEFINED_NAME and f.element == name and "unheard_of" in f.message
        for f in findings
    )


@few
@given(st.data())
def test_a_dropped_index_is_reported_with_its_element(data):
    formulation = data.draw(formulations())
    name, text, put = data.draw(st.sampled_from(list(elements(formulation))))
    uses = list(re.finditer(r"\b([pv]\d)\[([^\[\]]*)\]", text))
    assume(uses)
    use = data.draw(st.sampled_from(uses))
    before, comma, _last = use[2].rpartition(", ")
    dropped = f"{use[1]}[{before}]" if comma else use[1]
    findings = review(put(text[: use.start()] + dropped + text[use.end() :]))
    assert any(
        f.code is FindingCode.WRONG_INDEX and f.element == name and use[1] in f.message
        for f in findings
    )
