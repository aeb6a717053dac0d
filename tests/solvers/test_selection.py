"""The choice of a solver and its reason; logic rewritten, strange components refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from model_programs import program, solve, values

from optimoot.errors import InputError
from optimoot.outcome import FailureKind, Outcome, SolutionStatus, Termination
from optimoot.solvers import registry, selection
from optimoot.solvers.classify import read_form
from optimoot.solvers.form import ModelForm
from optimoot.solvers.loading import load_model
from optimoot.solvers.registry import SOLVERS, solver_named
from optimoot.solvers.selection import choose, obstacle
from optimoot.solvers.solver import ModelClass, Solver


def form_of(body: str) -> ModelForm:
    return read_form(load_model(program(f"m.x = pyo.Var([1, 2], bounds=(1, 3))\n{body}")))


def unsupported(outcome: Outcome) -> str:
    assert outcome.termination is Termination.NOT_SOLVED
    assert outcome.failure is not None
    assert outcome.failure.kind is FailureKind.UNSUPPORTED
    return outcome.failure.message


@pytest.mark.parametrize(
    ("body", "solver", "reason"),
    [
        ("m.o = pyo.Objective(expr=m.x[1])", "highs", "The model is a linear program."),
        (
            "m.n = pyo.Var(domain=pyo.Integers); m.o = pyo.Objective(expr=m.x[1])",
            "highs",
            "The model is a mixed-integer linear program.",
        ),
        (
            "m.o = pyo.Objective(expr=m.x[1] ** 2)",
            "highs",
            "The model is a convex quadratic program.",
        ),
        (
            "m.o = pyo.Objective(expr=m.x[1] * m.x[2])",
            "scip",
            "The model is a quadratic program; highs takes it only where it is convex, and this "
            "one is not convex.",
        ),
        (
            "m.o = pyo.Objective(expr=pyo.exp(m.x[1]))",
            "scip",
            "The model is a nonlinear program; highs does not take this class.",
        ),
        (
            "m.s = pyo.SOSConstraint(var=m.x, sos=1); m.o = pyo.Objective(expr=m.x[1])",
            "scip",
            "The model is a mixed-integer linear program; highs does not take SOS constraints "
            "such as 's'.",
        ),
    ],
)
def test_the_model_decides_and_the_reason_is_said(body: str, solver: str, reason: str) -> None:
    choices = choose(form_of(body))
    assert isinstance(choices, tuple)
    assert (choices[0].solver.name, choices[0].reason) == (solver, reason)
    outcome = solve(f"m.x = pyo.Var([1, 2], bounds=(1, 3))\n{body}")
    assert (outcome.solver, outcome.solver_reason) == (solver, reason)


def test_a_solver_forced_on_what_it_cannot_take_names_one_that_can() -> None:
    said = unsupported(
        solve(
            "m.x = pyo.Var(bounds=(1, 2)); m.o = pyo.Objective(expr=pyo.log(m.x))", solver="highs"
        )
    )
    assert "highs does not take this class" in said
    assert "'scip'" in said


def test_what_none_takes_names_every_reason() -> None:
    said = unsupported(
        solve("m.x = pyo.Var(bounds=(1, 2)); m.o = pyo.Objective(expr=pyo.ceil(m.x))")
    )
    assert "highs does not take this class" in said
    assert "scip does not take 'ceil'" in said
    assert "Rewrite" in said


def test_an_unknown_solver_is_told_with_the_known_ones() -> None:
    said = unsupported(solve("m.x = pyo.Var(); m.o = pyo.Objective(expr=m.x)", solver="oracle"))
    assert "'oracle'" in said
    assert "'highs', 'scip'" in said
    with pytest.raises(InputError, match="'oracle'"):
        solver_named("oracle")
    assert solver_named("scip").name == "scip"


class _Absent:
    """A solver that takes linear programs alone and is not installed."""

    name = "absent"
    capabilities = replace(SOLVERS[0].capabilities, classes=frozenset({ModelClass.LP}))
    solve = SOLVERS[0].solve

    def version(self) -> str | None:
        return None


def test_a_solver_that_is_not_installed_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    absent: Solver = _Absent()
    form = form_of("m.o = pyo.Objective(expr=m.x[1])")
    everyone = (absent, *registry.SOLVERS)
    monkeypatch.setattr(selection, "SOLVERS", everyone)
    monkeypatch.setattr(registry, "SOLVERS", everyone)
    choices = choose(form)
    assert isinstance(choices, tuple)
    assert [choice.solver.name for choice in choices] == ["highs", "scip"]
    refusal = choose(form, "absent")
    assert not isinstance(refusal, tuple)
    assert "absent is not installed" in refusal.message
    monkeypatch.setattr(selection, "SOLVERS", (absent,))
    refusal = choose(form)
    assert not isinstance(refusal, tuple)
    assert "install absent" in refusal.message
    assert obstacle(absent, form_of("m.o = pyo.Objective(expr=m.x[1] ** 2)"))


# Logic and other components


def test_disjunctions_become_big_m_constraints() -> None:
    outcome = solve(
        """
        from pyomo.gdp import Disjunct, Disjunction
        m.x = pyo.Var(bounds=(0, 10))
        m.y = pyo.Var(bounds=(0, 10))
        m.first = Disjunct()
        m.first.c = pyo.Constraint(expr=m.x >= 4)
        m.second = Disjunct()
        m.second.c = pyo.Constraint(expr=m.y >= 3)
        m.either = Disjunction(expr=[m.first, m.second])
        m.goal = pyo.Objective(expr=m.x + m.y)
        """
    )
    assert outcome.solution is SolutionStatus.OPTIMAL
    assert outcome.objective == pytest.approx(3.0)
    assert values(outcome)["y"] == pytest.approx(3.0)
    assert any("big-M" in message for message in outcome.messages)


def test_logical_constraints_become_linear() -> None:
    outcome = solve(
        """
        m.b = pyo.BooleanVar([1, 2, 3])
        m.z = pyo.Var([1, 2, 3], domain=pyo.Binary)
        for i in [1, 2, 3]:
            m.b[i].associate_binary_var(m.z[i])
        m.two = pyo.LogicalConstraint(expr=pyo.atleast(2, m.b[1], m.b[2], m.b[3]))
        m.no = pyo.LogicalConstraint(expr=m.b[1].implies(~m.b[2]))
        m.goal = pyo.Objective(expr=m.z[1] + 2 * m.z[2] + 3 * m.z[3])
        """
    )
    assert outcome.objective == pytest.approx(4.0)
    found = values(outcome)
    assert [found[f"z[{i}]"] for i in (1, 2, 3)] == [1.0, 0.0, 1.0]


def test_a_disjunction_without_bounds_says_that_it_needs_them() -> None:
    said = unsupported(
        solve(
            """
            from pyomo.gdp import Disjunction
            m.x = pyo.Var()
            m.either = Disjunction(expr=[[m.x >= 4], [m.x <= 1]])
            m.goal = pyo.Objective(expr=m.x)
            """
        )
    )
    assert "bounds" in said


@pytest.mark.parametrize("form", ["SOS2", "DCC", "INC"])
def test_piecewise_functions(form: str) -> None:
    outcome = solve(
        f"""
        m.x = pyo.Var(bounds=(0, 4))
        m.y = pyo.Var()
        m.curve = pyo.Piecewise(
            m.y, m.x, pw_pts=[0, 1, 3, 4], f_rule=[0, 2, 1, 5], pw_constr_type="EQ",
            pw_repn="{form}",
        )
        m.goal = pyo.Objective(expr=m.y - 2 * m.x, sense=pyo.maximize)
        """
    )
    assert outcome.solution is SolutionStatus.OPTIMAL
    assert outcome.objective == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        (
            "from pyomo.mpec import Complementarity, complements\n"
            "m.c = Complementarity(expr=complements(m.x >= 0, m.y >= 0))",
            "'c' (Complementarity)",
        ),
        (
            "from pyomo.dae import ContinuousSet, DerivativeVar\n"
            "m.t = ContinuousSet(bounds=(0, 1))\n"
            "m.z = pyo.Var(m.t)\n"
            "m.dz = DerivativeVar(m.z)",
            "'dz' (DerivativeVar)",
        ),
    ],
)
def test_components_that_no_solver_takes_are_named(lines: str, named: str) -> None:
    body = (
        f"m.x = pyo.Var(bounds=(0, 1)); m.y = pyo.Var(bounds=(0, 1))\n{lines}\n"
        "m.o = pyo.Objective(expr=m.x)"
    )
    assert named in unsupported(solve(body))
