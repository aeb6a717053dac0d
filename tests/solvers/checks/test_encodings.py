"""Two solves of one model: what a second one establishes, and what it refutes."""

from dataclasses import replace

import pytest
from made_answers import formulation, problem

from optimoot.binding import bind
from optimoot.certificate import CheckStatus, Confidence
from optimoot.formulation import Constraint
from optimoot.outcome import SolutionStatus, Termination
from optimoot.program import Origin
from optimoot.solvers.checks import CheckContext, certify, same_result
from optimoot.solvers.compile import compile_program
from optimoot.solvers.execution import execute
from optimoot.solvers.options import SolveOptions

GUARDED = {"landlock": True, "seccomp": True}


def solved(model, solver="auto"):
    program = compile_program(model, bind(model))
    outcome = execute(program, SolveOptions(solver=solver))
    return program, outcome.model_copy(update={"protections": GUARDED})


@pytest.fixture(scope="module")
def right():
    model = formulation()
    program, outcome = solved(model)
    _, again = solved(model, "scip")
    return CheckContext(
        problem=problem(), formulation=model, program=program, outcome=outcome, again=again
    )


@pytest.fixture(scope="module")
def written(right):
    """A coder's Program beside the Formulation, with a limit that the Formulation lacks."""
    source = right.program.source.replace('"<=", room)', '"<=", room / 2)')
    assert source != right.program.source
    program = right.program.model_copy(update={"source": source, "origin": Origin.CODER})
    outcome = execute(program, SolveOptions()).model_copy(update={"protections": GUARDED})
    return replace(right, program=program, outcome=outcome, again=None)


def check(context, name):
    return next(c for c in certify(context).checks if c.name == name)


def no_plan(outcome, termination):
    return outcome.model_copy(
        update={
            "termination": termination, "solution": SolutionStatus.NONE, "objective": None,
            "bound": None, "gap": None, "variables": (), "constraints": (),
        }
    )  # fmt: skip


def test_a_written_program_alone_is_doubtful_however_well_its_plan_fits(written):
    certificate = certify(written, agreeing_teams=2)
    assert certificate.confidence is Confidence.DOUBTFUL
    assert "two_encodings" in certificate.because


def test_a_written_program_that_is_tighter_is_refuted_by_the_compiled_one(written, right):
    context = replace(written, second=right.outcome)
    assert certify(context).confidence is Confidence.REFUTED


def test_a_plan_that_beats_the_optimum_refutes_it_even_if_it_is_not_proven(written, right):
    stopped = right.outcome.model_copy(
        update={"termination": Termination.TIME_LIMIT, "solution": SolutionStatus.FEASIBLE}
    )
    assert certify(replace(written, second=stopped)).confidence is Confidence.REFUTED


def test_a_bound_that_the_optimum_meets_proves_it(right):
    program = right.program.model_copy(update={"origin": Origin.CODER})
    stopped = no_plan(right.outcome, Termination.TIME_LIMIT).model_copy(update={"bound": 40.0})
    context = replace(right, program=program, second=stopped)
    assert check(context, "two_encodings").status is CheckStatus.PASSED
    assert certify(context).confidence is Confidence.CHECKED


def test_a_second_encoding_that_settles_nothing_establishes_nothing(right):
    program = right.program.model_copy(update={"origin": Origin.CODER})
    stopped = no_plan(right.outcome, Termination.TIME_LIMIT)
    certificate = certify(replace(right, program=program, second=stopped))
    assert certificate.confidence is Confidence.DOUBTFUL


def test_a_program_that_the_user_changed_is_compared_and_not_refuted(written, right):
    program = written.program.model_copy(update={"origin": Origin.USER})
    context = replace(written, program=program, second=right.outcome)
    certificate = certify(context)
    assert certificate.confidence is Confidence.DOUBTFUL
    assert "surpassed" in certificate.because


@pytest.mark.parametrize("termination", [Termination.INFEASIBLE, Termination.UNBOUNDED])
def test_that_there_is_no_plan_needs_a_second_word(right, termination):
    claim = replace(right, outcome=no_plan(right.outcome, termination), again=None)
    assert certify(claim, agreeing_teams=2).confidence is Confidence.DOUBTFUL


def test_a_plan_refutes_that_there_is_none(right):
    claim = replace(right, outcome=no_plan(right.outcome, Termination.INFEASIBLE))
    assert certify(claim).confidence is Confidence.REFUTED


def test_an_optimum_refutes_that_there_is_no_end(right):
    claim = replace(right, outcome=no_plan(right.outcome, Termination.UNBOUNDED))
    assert certify(claim).confidence in (Confidence.DOUBTFUL, Confidence.REFUTED)


def test_two_solvers_establish_that_there_is_no_plan(right):
    tight = Constraint(
        name="least", expression="sum(make[p] for p in P) >= room + 1",
        sentence="At most 8 fit, and 6 cups.", meaning="more than there is room for",
    )  # fmt: skip
    model = right.formulation.model_copy(
        update={"constraints": (*right.formulation.constraints, tight)}
    )
    program, outcome = solved(model)
    _, again = solved(model, "scip")
    context = replace(right, formulation=model, program=program, outcome=outcome, again=again)
    assert outcome.termination is Termination.INFEASIBLE
    assert check(context, "confirmed").status is CheckStatus.PASSED
    assert certify(replace(context, again=None)).confidence is Confidence.DOUBTFUL


def test_a_suboptimal_plan_called_optimal_is_refuted(right):
    values = tuple(
        v.model_copy(update={"value": 7.0 if v.index == ("bowls",) else 0.0})
        for v in right.outcome.variables
    )
    forged = right.outcome.model_copy(
        update={"variables": values, "objective": 35.0, "bound": 35.0, "gap": 0.0}
    )
    assert certify(replace(right, outcome=forged)).confidence is Confidence.REFUTED


def test_a_solver_that_finds_less_raises_a_doubt_only(right):
    worse = right.again.model_copy(update={"objective": 39.0, "bound": 39.0})
    certificate = certify(replace(right, again=worse))
    assert certificate.confidence is Confidence.DOUBTFUL


def test_small_objectives_that_differ_are_different(right):
    small = right.outcome.model_copy(update={"objective": 4e-5})
    other = right.outcome.model_copy(update={"objective": 5e-5})
    assert not same_result(small, other)
    noise = right.outcome.model_copy(update={"objective": 1e-12})
    assert same_result(noise, right.outcome.model_copy(update={"objective": 0.0}))
