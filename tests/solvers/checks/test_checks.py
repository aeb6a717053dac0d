"""Each check passes on a right result and fails, for its own reason, on a wrong one."""

import pytest
from made_answers import formulation, outcome, problem

from optimoot.binding import bind
from optimoot.certificate import CheckStatus, Confidence
from optimoot.formulation import Entry, Formulation, Objective, Sense
from optimoot.outcome import Failure, FailureKind, SolutionStatus, Termination
from optimoot.problem import Number, NumberKind, Problem
from optimoot.program import Program
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
    return CheckContext(problem=problem(), formulation=model, program=program, outcome=solved)


def changed(context, **changes):
    fields = ("problem", "formulation", "program", "outcome", "second", "replaced")
    return CheckContext(**({name: getattr(context, name) for name in fields} | changes))


def status(context, name):
    found = {check.name: check for check in certify(context).checks}
    return found[name].status


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


def test_two_teams_and_no_warning_make_it_verified(right):
    assert certify(right, agreeing_teams=2).confidence is Confidence.VERIFIED


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
    assert status(context, "numbers_used") is CheckStatus.WARNED


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


def test_an_unproven_plan_is_warned_of(right):
    stopped = right.outcome.model_copy(
        update={
            "termination": Termination.TIME_LIMIT,
            "solution": SolutionStatus.FEASIBLE,
            "gap": 0.2,
        }
    )
    assert status(changed(right, outcome=stopped), "proven") is CheckStatus.WARNED


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
    certificate = certify(changed(right, formulation=model, program=program, outcome=solved))
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


def test_a_factor_that_converts_nothing_is_warned_of(right):
    odd = with_parameter(right.formulation, Entry(value=8 * 1.37, numbers=("N3",), factor=1.37))
    assert status(changed(right, formulation=odd), "grounded") is CheckStatus.WARNED


def test_optimal_far_from_its_bound_is_doubted(right):
    apart = right.outcome.model_copy(update={"bound": 400.0})
    assert status(changed(right, outcome=apart), "proven") is CheckStatus.FAILED
