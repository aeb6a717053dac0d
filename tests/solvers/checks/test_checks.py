"""Each check passes on a right result and fails, for its own reason, on a wrong one."""

from dataclasses import replace

import pytest
from made_answers import formulation, outcome, problem

from optimoot.binding import bind
from optimoot.certificate import (
    CHECKER,
    Check,
    CheckStatus,
    Confidence,
    Weight,
    confidence_from,
)
from optimoot.formulation import Entry, Formulation, Objective, Sense
from optimoot.outcome import Failure, FailureKind, SolutionStatus, Termination
from optimoot.problem import Number, NumberKind, Problem
from optimoot.program import Origin, Program
from optimoot.solvers.checks import CheckContext, certify
from optimoot.solvers.compile import compile_program
from optimoot.solvers.execution import execute
from optimoot.solvers.options import SolveOptions

GUARDED = {"landlock": True, "seccomp": True}


@pytest.fixture(scope="module")
def right():
    model = formulation()
    program = compile_program(model, bind(model))
    solved = execute(program, SolveOptions()).model_copy(update={"protections": GUARDED})
    again = execute(program, SolveOptions(solver="scip"))
    return CheckContext(
        problem=problem(), formulation=model, program=program, outcome=solved, again=again
    )


def changed(context, **changes):
    return replace(context, **changes)


def status(context, name):
    found = {check.name: check for check in certify(context).checks}
    return found[name].status


def with_model(context, model):
    """The context with another Formulation, compiled and solved."""
    program = compile_program(model, bind(model))
    solved = execute(program, SolveOptions()).model_copy(update={"protections": GUARDED})
    again = execute(program, SolveOptions(solver="scip"))
    return changed(context, formulation=model, program=program, outcome=solved, again=again)


def with_parameter(model: Formulation, entry: Entry) -> Formulation:
    room = next(p for p in model.parameters if p.name == "room")
    others = tuple(p for p in model.parameters if p.name != "room")
    return model.model_copy(
        update={"parameters": (*others, room.model_copy(update={"entries": (entry,)}))}
    )


def test_a_right_result_is_checked(right):
    certificate = certify(right)
    statuses = {check.name: check.status for check in certificate.checks}
    assert statuses.pop("two_encodings") is CheckStatus.SKIPPED
    assert set(statuses.values()) == {CheckStatus.PASSED}, certificate
    assert certificate.confidence is Confidence.CHECKED


def test_two_teams_a_checker_and_no_warning_make_it_verified(right):
    agreed = certify(right, agreeing_teams=2)
    assert agreed.confidence is Confidence.CHECKED
    assert "no independent checker" in agreed.because
    for status, expected in (
        (CheckStatus.PASSED, Confidence.VERIFIED),
        (CheckStatus.SKIPPED, Confidence.CHECKED),
        (CheckStatus.FAILED, Confidence.DOUBTFUL),
    ):
        looked = Check(name=CHECKER, title="", status=status, weight=Weight.SUPPORTING)
        assert confidence_from((*agreed.checks, looked), agreeing_teams=2)[0] is expected


def test_a_plan_beyond_a_limit_is_refuted(right):
    values = tuple(v.model_copy(update={"value": 9.0}) for v in right.outcome.variables)
    wrong = changed(right, outcome=right.outcome.model_copy(update={"variables": values}))
    assert status(wrong, "feasible") is CheckStatus.FAILED
    assert certify(wrong).confidence is Confidence.REFUTED


def test_a_fraction_of_a_whole_thing_is_refuted(right):
    values = tuple(v.model_copy(update={"value": 0.5}) for v in right.outcome.variables)
    wrong = changed(right, outcome=right.outcome.model_copy(update={"variables": values}))
    assert status(wrong, "feasible") is CheckStatus.FAILED


def test_an_objective_that_does_not_follow_is_refuted(right):
    wrong = changed(right, outcome=right.outcome.model_copy(update={"objective": 41.0}))
    assert status(wrong, "objective_agrees") is CheckStatus.FAILED


def test_a_program_that_optimizes_the_other_way_is_refuted(right):
    goal = Objective(sense=Sense.MINIMIZE, expression="sum(profit[p] * make[p] for p in P)")
    other = right.formulation.model_copy(update={"objective": goal})
    assert status(changed(right, formulation=other), "objective_agrees") is CheckStatus.FAILED


def test_a_value_that_its_number_does_not_say_is_refuted(right):
    invented = with_parameter(right.formulation, Entry(value=80, numbers=("N3",)))
    assert status(changed(right, formulation=invented), "grounded") is CheckStatus.FAILED


def test_a_number_that_does_not_exist_is_refuted(right):
    invented = with_parameter(right.formulation, Entry(value=8, numbers=("N9",)))
    assert status(changed(right, formulation=invented), "grounded") is CheckStatus.FAILED


def test_a_value_without_a_source_is_warned_of_and_its_number_missed(right):
    bare = with_parameter(right.formulation, Entry(value=8))
    context = changed(right, formulation=bare)
    assert status(context, "grounded") is CheckStatus.WARNED
    assert status(context, "numbers_used") is CheckStatus.FAILED


def test_replaced_values_need_no_source(right):
    bare = with_parameter(right.formulation, Entry(value=8))
    context = changed(right, formulation=bare, replaced=frozenset({"room"}))
    assert status(context, "grounded") is CheckStatus.PASSED


def test_a_constant_in_the_algebra_is_warned_of(right):
    capacity = right.formulation.constraints[0].model_copy(
        update={"expression": "sum(make[p] for p in P) <= 8"}
    )
    hard_coded = right.formulation.model_copy(update={"constraints": (capacity,)})
    assert status(changed(right, formulation=hard_coded), "grounded") is CheckStatus.WARNED


def test_an_ordinal_is_no_figure(right):
    text = right.problem.text + " This is the 1st kiln."
    first = Number(
        id="N4", text="1st", value=1, start=text.index("1st"), end=len(text) - 6,
        kind=NumberKind.ORDINAL,
    )  # fmt: skip
    more = Problem(text=text, numbers=(*right.problem.numbers, first))
    assert status(changed(right, problem=more), "numbers_used") is CheckStatus.PASSED


def test_an_invented_sentence_is_warned_of(right):
    capacity = right.formulation.constraints[0].model_copy(
        update={"sentence": "The kiln is small."}
    )
    invented = right.formulation.model_copy(update={"constraints": (capacity,)})
    assert status(changed(right, formulation=invented), "sentences_quoted") is CheckStatus.WARNED


@pytest.mark.parametrize(
    ("objective", "expected"), [(40.0, CheckStatus.PASSED), (39.0, CheckStatus.FAILED)]
)
def test_the_second_encoding_counts(right, objective, expected):
    second = right.outcome.model_copy(update={"objective": objective})
    assert status(changed(right, second=second), "two_encodings") is expected


def test_a_failed_program_is_refuted_with_its_reason(right):
    failure = Failure(kind=FailureKind.REFUSED, message="no sockets", protection="seccomp: socket")
    failed = outcome(
        failure=failure, termination=Termination.NOT_SOLVED, solution=SolutionStatus.NONE
    )
    certificate = certify(changed(right, outcome=failed))
    assert certificate.confidence is Confidence.REFUTED
    assert "seccomp: socket" in certificate.checks[0].evidence


@pytest.mark.parametrize("bound", [400.0, 40.5, None])
def test_a_plan_that_is_not_proven_optimal_is_doubtful(right, bound):
    stopped = right.outcome.model_copy(
        update={
            "termination": Termination.TIME_LIMIT,
            "solution": SolutionStatus.FEASIBLE,
            "bound": bound,
        }
    )
    certificate = certify(changed(right, outcome=stopped), agreeing_teams=2)
    assert certificate.confidence is Confidence.DOUBTFUL
    assert "feasible plan, not proven optimal" in certificate.because


def test_a_gap_that_was_asked_for_is_told_and_a_wider_one_doubted(right):
    near = right.outcome.model_copy(update={"bound": 41.0})
    asked = certify(changed(right, outcome=near, asked_gap=0.05), agreeing_teams=2)
    assert asked.confidence is Confidence.CHECKED
    assert "proven" in asked.because
    assert certify(changed(right, outcome=near)).confidence is Confidence.DOUBTFUL


def test_a_missing_protection_is_named(right):
    open_air = right.outcome.model_copy(update={"protections": {"landlock": False}})
    check = next(
        c for c in certify(changed(right, outcome=open_air)).checks if c.name == "sandboxed"
    )
    assert check.status is CheckStatus.WARNED
    assert check.elements == ("landlock",)


def test_a_hand_written_program_is_doubtful(right):
    program = Program(source=right.program.source, data=right.program.data)
    alone = CheckContext(program=program, outcome=right.outcome)
    assert certify(alone).confidence is Confidence.DOUBTFUL


def test_an_idle_plan_is_warned_of(right):
    values = tuple(v.model_copy(update={"value": 0.0}) for v in right.outcome.variables)
    idle = right.outcome.model_copy(update={"variables": values, "objective": 0.0})
    assert status(changed(right, outcome=idle), "not_trivial") is CheckStatus.WARNED


def test_a_plan_without_an_objective_is_checked_too(right):
    model = right.formulation.model_copy(update={"objective": None})
    program = compile_program(model, bind(model))
    solved = execute(program, SolveOptions()).model_copy(update={"protections": GUARDED})
    certificate = certify(
        changed(
            right,
            formulation=model,
            program=program,
            outcome=solved,
            again=None,
            left_out=frozenset({"N1", "N2"}),
        )
    )
    assert certificate.confidence is Confidence.CHECKED
    assert "objective_agrees" not in {check.name for check in certificate.checks}


def test_a_subscript_beyond_its_set_is_found_with_the_data(right):
    capacity = right.formulation.constraints[0].model_copy(
        update={"expression": "profit['plates'] >= 0"}
    )
    broken = right.formulation.model_copy(update={"constraints": (capacity,)})
    assert status(changed(right, formulation=broken), "well_formed") is CheckStatus.FAILED


def test_a_compiled_program_that_was_changed_is_refuted(right):
    tightened = right.program.source.replace('"<=", room)', '"<=", room / 2)')
    assert tightened != right.program.source
    program = right.program.model_copy(update={"source": tightened})
    assert status(changed(right, program=program), "faithful") is CheckStatus.FAILED


def test_data_that_are_not_the_formulations_are_refuted(right):
    data = right.program.data | {"room": 24.0}
    program = right.program.model_copy(update={"data": data})
    assert status(changed(right, program=program), "faithful") is CheckStatus.FAILED
    told = changed(right, program=program, replaced=frozenset({"room"}))
    assert status(told, "faithful") is CheckStatus.PASSED


@pytest.mark.parametrize("factor", [1.37, 60.0, 5 / 4, 0.01])
def test_a_factor_that_converts_nothing_in_the_text_is_doubted(right, factor):
    odd = with_parameter(right.formulation, Entry(value=8 * factor, numbers=("N3",), factor=factor))
    model = certify(with_model(right, odd))
    found = next(check for check in model.checks if check.name == "grounded")
    assert found.status is CheckStatus.FAILED
    assert model.confidence is Confidence.DOUBTFUL


def test_a_factor_between_units_of_the_text_is_a_conversion(right):
    text = right.problem.text + " It burns for hours; count in minutes."
    hours = with_parameter(right.formulation, Entry(value=480, numbers=("N3",), factor=60))
    context = changed(right, problem=right.problem.model_copy(update={"text": text}))
    assert status(with_model(context, hours), "grounded") is CheckStatus.PASSED


def test_a_model_of_which_no_value_has_a_source_is_doubtful(right):
    bare = tuple(
        parameter.model_copy(
            update={
                "entries": tuple(
                    entry.model_copy(update={"numbers": ()}) for entry in parameter.entries
                )
            }
        )
        for parameter in right.formulation.parameters
    )
    model = right.formulation.model_copy(update={"parameters": bare})
    everything_set_aside = frozenset(number.id for number in right.problem.numbers)
    context = changed(with_model(right, model), left_out=everything_set_aside)
    certificate = certify(context, agreeing_teams=2)
    assert certificate.confidence is Confidence.DOUBTFUL
    assert "grounded" in certificate.because


def test_optimal_far_from_its_bound_is_doubted(right):
    apart = right.outcome.model_copy(update={"bound": 400.0})
    assert status(changed(right, outcome=apart), "proven") is CheckStatus.FAILED


def test_a_value_that_stands_twice_is_refuted(right):
    values = right.outcome.variables
    twice = right.outcome.model_copy(update={"variables": (*values, values[0])})
    assert status(changed(right, outcome=twice), "one_value_each") is CheckStatus.FAILED


def test_a_value_of_what_the_formulation_does_not_decide_is_refuted(right):
    values = right.outcome.variables
    for stranger in ({"name": "cheat"}, {"index": ("plates",)}):
        more = (*values, values[0].model_copy(update=stranger))
        context = changed(right, outcome=right.outcome.model_copy(update={"variables": more}))
        assert status(context, "one_value_each") is CheckStatus.FAILED


def test_a_coder_may_need_variables_of_its_own(right):
    values = right.outcome.variables
    more = (*values, values[0].model_copy(update={"name": "helper", "index": ()}))
    program = right.program.model_copy(update={"origin": Origin.CODER})
    outcome_with_more = right.outcome.model_copy(update={"variables": more})
    context = changed(right, program=program, outcome=outcome_with_more)
    assert status(context, "one_value_each") is CheckStatus.PASSED


@pytest.mark.parametrize("termination", [Termination.INFEASIBLE, Termination.UNBOUNDED])
def test_a_programs_claim_is_doubtful_without_a_formulation(right, termination):
    claim = right.outcome.model_copy(
        update={
            "termination": termination, "solution": SolutionStatus.NONE, "variables": (),
            "objective": None, "bound": None,
        }
    )  # fmt: skip
    program = right.program.model_copy(update={"origin": Origin.USER})
    certificate = certify(CheckContext(program=program, outcome=claim))
    assert certificate.confidence is Confidence.DOUBTFUL
    assert "no formulation" in certificate.because


def test_a_member_that_a_condition_names_is_no_figure_of_the_model() -> None:
    from optimoot.solvers.checks.grounding import _literals

    members = frozenset({7.0, 8.0})
    told = "sum(x[i, j] for i, j in R if j == 8) - 8 * sum(x[i, j] for i, j in R if i == 9)"
    assert list(_literals(told, frozenset(), members)) == ["8", "9"]
