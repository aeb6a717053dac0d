"""The rules for gap and status, scaling, and the run that Ctrl-C ends."""

from __future__ import annotations

import os
import signal
import threading
import time
import warnings
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from model_programs import duals, program, solve

from optimoot.outcome import SolutionStatus, Termination
from optimoot.solvers.classify import read_form
from optimoot.solvers.form import ModelForm
from optimoot.solvers.highs import HIGHS
from optimoot.solvers.interrupt import LeftBehindError, run_interruptible
from optimoot.solvers.loading import load_model
from optimoot.solvers.scaling import scaling_for
from optimoot.solvers.solver import Solved, SolveRequest
from optimoot.solvers.status import absolute_gap, gap_between, solution_status
from optimoot.solvers.violation import FEASIBILITY, worst_violation


def form_of(body: str) -> ModelForm:
    return read_form(load_model(program(body)))


# Gap and status


def test_the_gap_is_relative_to_the_objective() -> None:
    assert gap_between(200.0, 199.0, terms=200.0, absolute=1e-6) == pytest.approx(0.005)
    assert gap_between(-200.0, -201.0, terms=200.0, absolute=1e-6) == pytest.approx(0.005)
    assert gap_between(None, 3.0, terms=0.0, absolute=1e-6) is None
    assert gap_between(3.0, None, terms=0.0, absolute=1e-6) is None


def test_the_gap_of_an_objective_of_zero_is_zero_within_the_absolute_gap() -> None:
    assert gap_between(1e-9, -9e-7, terms=1e-9, absolute=1e-6) == 0.0
    assert gap_between(1e-9, -2e-6, terms=1e-9, absolute=1e-6) == pytest.approx(2001.0)


def test_rounding_errors_are_no_gap_unless_the_solution_ran_away() -> None:
    assert gap_between(2.0, 2.0 - 1e-7, terms=1e6, absolute=1e-6) == 0.0
    assert gap_between(2.0, 2.0 - 1e-7, terms=10.0, absolute=1e-6) == pytest.approx(5e-8)
    assert (gap_between(2e15, 1e15, terms=1e31, absolute=1e-6) or 0.0) > 0.4


@pytest.mark.parametrize("ending", list(Termination))
def test_only_a_converged_solver_gives_an_optimal_solution(ending: Termination) -> None:
    def status(*, held: bool, gap: float | None) -> SolutionStatus:
        return solution_status(
            ending, held=held, objective=1.0, gap=gap, wanted=1e-3, absolute=1e-6
        )

    proven = SolutionStatus.OPTIMAL if ending is Termination.CONVERGED else SolutionStatus.FEASIBLE
    assert status(held=True, gap=0.0) is proven
    assert status(held=True, gap=1e-3) is proven
    assert status(held=True, gap=None) is SolutionStatus.FEASIBLE, "there is no bound"
    assert status(held=True, gap=2e-3) is SolutionStatus.FEASIBLE
    assert status(held=False, gap=0.0) is SolutionStatus.NONE


def test_the_absolute_gap_follows_the_objectives_unit() -> None:
    small = form_of("m.x = pyo.Var(); m.o = pyo.Objective(expr=1e-4 * m.x + 2e-5 * m.x**2)")
    assert absolute_gap(small) == pytest.approx(1e-10)
    assert absolute_gap(form_of("m.x = pyo.Var(); m.o = pyo.Objective(expr=50 * m.x)")) == 1e-6
    assert absolute_gap(form_of("m.x = pyo.Var(); m.o = pyo.Objective(expr=7.0)")) == 1e-6
    assert absolute_gap(form_of("m.x = pyo.Var()")) == 1e-6


def test_an_integer_objective_in_millionths_is_not_taken_for_zero() -> None:
    body = """
        rng = random.Random(5)
        m.take = pyo.Var(range(25), domain=pyo.Binary)
        m.worth = pyo.Objective(
            expr=data["unit"] * sum(rng.randint(10, 99) * m.take[i] for i in range(25)),
            sense=pyo.maximize,
        )
        m.room = pyo.Constraint(
            expr=sum(rng.randint(10, 99) * m.take[i] for i in range(25)) <= 500
        )
    """
    plain = solve(body, {"unit": 1.0}).objective
    assert plain is not None
    for solver in ("highs", "scip"):
        small = solve(body, {"unit": 1e-9}, solver=solver)
        assert small.objective == pytest.approx(plain * 1e-9, rel=1e-9)


# Violation


def test_violations_are_relative_and_name_the_element() -> None:
    form = form_of(
        """
        m.x = pyo.Var(bounds=(0, 10))
        m.big = pyo.Constraint(expr=1e6 * m.x <= 5e6)
        m.log = pyo.Constraint(expr=pyo.log(m.x) >= -50)
        """
    )
    assert worst_violation(form, np.array([5.0])) == (0.0, "")
    assert worst_violation(form, np.array([5.0 + 1e-7]))[0] < FEASIBILITY
    missed, name = worst_violation(form, np.array([5.5]))
    assert (missed, name) == (pytest.approx(0.5e6 / 5.5e6), "big")
    missed, name = worst_violation(form, np.array([12.0]))
    assert name == "big"
    assert worst_violation(form, np.array([-1.0])) == (np.inf, "log")
    assert worst_violation(form, np.array([10.5]))[0] > FEASIBILITY


# Scaling


@given(
    st.lists(st.floats(1e-11, 1e11), min_size=6, max_size=6),
    st.floats(1e-12, 1e-3),
    st.booleans(),
)
def test_scaling_changes_no_point_and_undoes_itself(
    coefficients: list[float], unit: float, maximize: bool
) -> None:
    a = coefficients
    form = form_of(
        f"""
        m.x = pyo.Var(range(3), bounds=(0, 1))
        m.o = pyo.Objective(
            expr={unit!r} * (m.x[0] + 2 * m.x[1] - m.x[2] + 4),
            sense=pyo.{"maximize" if maximize else "minimize"},
        )
        m.r = pyo.Constraint(expr={a[0]!r} * m.x[0] + {a[1]!r} * m.x[1] <= {a[0] / 2!r})
        m.s = pyo.Constraint(expr={a[2]!r} * m.x[1] + {a[3]!r} * m.x[2] ** 2 >= {a[2] / 4!r})
        """
    )
    scaling = scaling_for(form, 1e-6, 1e6)
    assert scaling is not None
    scaled = scaling.apply(form)
    point = np.array([0.25, 0.5, 0.75])
    for row in range(2):
        factor = scaling.rows[row]
        assert np.log2(factor) == round(np.log2(factor))
    assert scaled.rows.times(point) == pytest.approx(form.rows.times(point) * scaling.rows)
    assert scaled.row_upper == pytest.approx(form.row_upper * scaling.rows)
    assert scaled.curves[1].quadratic is not None
    assert form.curves[1].quadratic is not None
    assert (
        scaled.curves[1].quadratic.value[0] == form.curves[1].quadratic.value[0] * scaling.rows[1]
    )
    assert scaled.objective is not None
    assert 0.5 <= np.abs(scaled.objective.linear).max() <= 2.0


def test_duals_come_back_in_the_models_own_units() -> None:
    body = """
        m.x = pyo.Var([1, 2], bounds=(0, None))
        m.o = pyo.Objective(
            expr=data["money"] * (3 * m.x[1] + 2 * m.x[2]), sense=pyo.maximize
        )
        m.sum = pyo.Constraint(expr=data["mass"] * (m.x[1] + m.x[2]) <= data["mass"] * 10)
        m.cap = pyo.Constraint(expr=m.x[1] <= 4)
    """
    plain = duals(solve(body, {"money": 1.0, "mass": 1.0}))
    odd = duals(solve(body, {"money": 1e-9, "mass": 1e-10}))
    assert plain == pytest.approx({"sum": 2.0, "cap": 1.0})
    assert odd == pytest.approx({"sum": 20.0, "cap": 1e-9})


def test_most_models_are_not_scaled() -> None:
    form = form_of(
        """
        m.x = pyo.Var(bounds=(0, 9))
        m.o = pyo.Objective(expr=3 * m.x)
        m.r = pyo.Constraint(expr=1e-3 * m.x <= 2)
        """
    )
    assert scaling_for(form, 1e-6, 1e9) is None


# Interruption


def test_an_error_of_the_solver_comes_through() -> None:
    def work() -> None:
        raise ZeroDivisionError("in the solver")

    with pytest.raises(ZeroDivisionError, match="in the solver"):
        run_interruptible(work, lambda: None)


def test_an_undisturbed_run_is_not_interrupted() -> None:
    ran = []
    assert run_interruptible(lambda: ran.append(1), lambda: None) is False
    assert ran == [1]


def test_a_thread_is_used_again() -> None:
    threads: set[int] = set()
    for _ in range(30):
        run_interruptible(lambda: threads.add(threading.get_ident()), lambda: None)
    assert len(threads) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_fork_has_threads_of_its_own() -> None:
    run_interruptible(lambda: None, lambda: None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forks beside threads
        child = os.fork()
    if child == 0:
        signal.alarm(20)
        run_interruptible(lambda: None, lambda: None)
        os._exit(7)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7


def signal_soon() -> None:
    threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()


def test_ctrl_c_cancels_and_waits_for_the_end() -> None:
    stop = threading.Event()
    signal_soon()
    assert run_interruptible(lambda: stop.wait(60), stop.set) is True


def test_a_solver_that_does_not_listen_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    from optimoot.solvers import interrupt

    monkeypatch.setattr(interrupt, "_PATIENCE", 0.2)
    stop = threading.Event()
    signal_soon()
    with pytest.raises(LeftBehindError):
        run_interruptible(lambda: stop.wait(60), lambda: None)
    stop.set()


def test_an_unknown_status_of_a_solver_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    from optimoot.solvers import highs_input

    monkeypatch.setattr(highs_input, "_TERMINATIONS", {})
    form = form_of("m.x = pyo.Var(bounds=(0, 1)); m.o = pyo.Objective(expr=m.x)")
    request = SolveRequest(time_limit=5.0, relative_gap=0.0, absolute_gap=0.0, duals=True)
    assert HIGHS.solve(form, request).termination is Termination.UNKNOWN
    assert HIGHS.solve(replace(form, objective=None), request).termination is Termination.UNKNOWN


def test_the_next_solver_takes_over_where_the_first_gives_no_result(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from optimoot.solvers import highs_input

    monkeypatch.setattr(highs_input, "_TERMINATIONS", {})
    body = "m.x = pyo.Var(bounds=(0, 1)); m.o = pyo.Objective(expr=m.x, sense=pyo.maximize)"
    outcome = solve(body)
    assert (outcome.solver, outcome.objective) == ("scip", pytest.approx(1.0))
    assert "highs ended without a result." in outcome.messages
    alone = solve(body, solver="highs")
    assert alone.termination is Termination.UNKNOWN
    assert alone.solution is not SolutionStatus.OPTIMAL


def test_a_point_that_violates_the_model_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    from optimoot.solvers import highs

    def wrong(highs_instance: object, termination: object) -> tuple[object, float]:
        return np.array([7.0]), 7.0

    monkeypatch.setattr(highs, "_point", wrong)
    outcome = solve(
        "m.x = pyo.Var(bounds=(0, 9)); m.o = pyo.Objective(expr=m.x)\n"
        "m.cap = pyo.Constraint(expr=2 * m.x <= 4)",
        solver="highs",
    )
    assert outcome.termination is Termination.UNKNOWN
    assert outcome.solution is SolutionStatus.NONE
    assert "'cap'" in outcome.messages[0]


@pytest.mark.parametrize("sense", ["minimize", "maximize"])
def test_a_bound_that_the_solution_surpasses_is_dropped(
    monkeypatch: pytest.MonkeyPatch, sense: str
) -> None:
    solve_highs = type(HIGHS).solve

    def wrong(self: object, form: ModelForm, request: SolveRequest) -> Solved:
        solved = solve_highs(HIGHS, form, request)
        return replace(solved, bound=(solved.objective or 0.0) + (1 if sense == "minimize" else -1))

    monkeypatch.setattr(type(HIGHS), "solve", wrong)
    outcome = solve(
        f"m.x = pyo.Var(bounds=(2, 9)); m.o = pyo.Objective(expr=m.x, sense=pyo.{sense})",
        solver="highs",
    )
    assert outcome.termination is Termination.UNKNOWN
    assert outcome.solution is SolutionStatus.FEASIBLE
    assert outcome.bound is None
    assert "surpasses" in outcome.messages[0]


def test_deadlines_run_out() -> None:
    from optimoot.solvers.deadline import Deadline

    deadline = Deadline(0.05)
    assert 0.0 < deadline.left <= 0.05
    time.sleep(0.06)
    assert deadline.left == 0.0
