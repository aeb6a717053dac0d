"""Every house problem by two methods that share nothing, and the set as a whole."""

import math
import runpy
from pathlib import Path

import pytest
from house_methods import METHODS

from optimoot.benchmarks.house.problems import house_problems
from optimoot.outcome import Termination
from optimoot.solvers.execution import execute
from optimoot.solvers.options import SolveOptions

PROBLEMS = {problem.id: problem for problem in house_problems()}
for path in sorted(Path(__file__).parent.glob("*.py")):
    if not path.name.startswith("test_"):
        runpy.run_path(str(path))

WORDS = {Termination.INFEASIBLE: "infeasible", Termination.UNBOUNDED: "unbounded"}


def solved(program):
    outcome = execute(program, SolveOptions(duals=False))
    assert outcome.failure is None, outcome.failure
    if outcome.termination in WORDS:
        return WORDS[outcome.termination]
    assert outcome.solution == "optimal", outcome.termination
    return outcome.objective


def same(one, other):
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-7)


@pytest.mark.parametrize("name", [name for name in PROBLEMS if PROBLEMS[name].kind != "missing"])
def test_the_answer_is_found_by_the_program_and_by_a_second_method(name):
    problem = PROBLEMS[name]
    assert same(solved(problem.programs[0]), problem.answer)
    kind, method = METHODS[name]
    tolerance = 2e-5 if kind == "grid" else 1e-6
    found = method()
    if isinstance(found, str) or isinstance(problem.answer, str):
        assert found == problem.answer
    else:
        assert math.isclose(found, problem.answer, rel_tol=tolerance, abs_tol=1e-7)


@pytest.mark.parametrize("name", [name for name in PROBLEMS if PROBLEMS[name].kind == "missing"])
def test_the_answer_depends_on_what_is_missing(name):
    problem = PROBLEMS[name]
    _, method = METHODS[name]
    first, other = (solved(program) for program in problem.programs)
    assert not same(first, other)
    assert same(first, method(problem.supplied[0]))
    assert same(other, method(problem.supplied[1]))
    assert problem.answer == "missing"


def test_every_second_method_is_of_a_problem():
    assert set(METHODS) == set(PROBLEMS)
