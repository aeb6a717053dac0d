"""Executing a Program: what goes wrong is told, and what it gives has names and indices."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from model_programs import program, solve, values

from optimoot.outcome import Failure, FailureKind, Outcome, SolutionStatus, Termination
from optimoot.program import Program
from optimoot.solvers.execution import execute
from optimoot.solvers.loading import describe_failure
from optimoot.solvers.options import SolveOptions


def failure_of(source: str) -> Failure:
    outcome = execute(Program(source=source), SolveOptions())
    assert outcome.termination is Termination.NOT_SOLVED
    assert outcome.solution is SolutionStatus.NONE
    assert outcome.failure is not None
    return outcome.failure


def refusal_of(body: str) -> str:
    """The message of a model that is refused though its program runs."""
    outcome = solve(body)
    assert outcome.termination is Termination.NOT_SOLVED
    assert outcome.failure is not None
    return outcome.failure.message


def infeasible_at_sight(body: str) -> str:
    outcome = solve(body)
    assert outcome.termination is Termination.INFEASIBLE
    assert outcome.solver == ""
    return outcome.messages[0]


def optimal(outcome: Outcome) -> Outcome:
    assert outcome.solution is SolutionStatus.OPTIMAL, outcome
    return outcome


# What the program does wrong


def test_a_syntax_error_has_its_line() -> None:
    failure = failure_of("import pyomo.environ\n\ndef build_model(data:\n    return 1\n")
    assert failure.kind is FailureKind.SYNTAX
    assert failure.line == 3
    assert "does not parse" in failure.message


@pytest.mark.parametrize("source", ["x = '\0'", "x = '\ud800'", "(" * 5000 + ")" * 5000])
def test_what_the_parser_cannot_take_at_all_is_a_syntax_error(source: str) -> None:
    failure = failure_of(source)
    assert failure.kind is FailureKind.SYNTAX
    assert "does not parse" in failure.message


@pytest.mark.parametrize("source", ["", "build_model = 3", "def other(data): pass"])
def test_no_build_model(source: str) -> None:
    failure = failure_of(source)
    assert failure.kind is FailureKind.SYNTAX
    assert "build_model(data)" in failure.message


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ("None", "must end with `return model`"),
        ("42", "type 'int'"),
        ("pyo.AbstractModel()", "AbstractModel"),
    ],
)
def test_a_wrong_result(result: str, said: str) -> None:
    failure = failure_of(
        f"import pyomo.environ as pyo\ndef build_model(data):\n    return {result}\n"
    )
    assert failure.kind is FailureKind.EXCEPTION
    assert said in failure.message


def test_an_exception_has_type_message_and_the_innermost_line_of_the_source() -> None:
    failure = failure_of(
        "def helper(rows):\n"
        "    return rows['demand']\n"
        "\n"
        "def build_model(data):\n"
        "    return helper(data)\n"
    )
    assert failure.kind is FailureKind.EXCEPTION
    assert failure.message == "KeyError: 'demand'"
    assert failure.line == 2


def test_an_exception_inside_pyomo_has_the_line_that_called_it() -> None:
    failure = failure_of(
        "import pyomo.environ as pyo\n"
        "def build_model(data):\n"
        "    m = pyo.ConcreteModel()\n"
        "    m.x = pyo.Var(['a'])\n"
        "    m.goal = pyo.Objective(expr=m.x['b'])\n"
        "    return m\n"
    )
    assert failure.line == 5
    assert "'b'" in failure.message


def test_a_syntax_error_in_what_the_program_evaluates_is_its_exception() -> None:
    failure = failure_of("def build_model(data):\n    eval('1 +')\n")
    assert failure.kind is FailureKind.EXCEPTION
    assert failure.message.startswith("SyntaxError")
    assert failure.line == 2


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("raise SystemExit(3)", FailureKind.EXCEPTION),
        ("raise KeyboardInterrupt", FailureKind.CANCELLED),
        ("raise MemoryError", FailureKind.MEMORY),
        ("build_model(data)", FailureKind.EXCEPTION),  # recursion without end
        ("raise Exception('x' * 10**6)", FailureKind.EXCEPTION),
    ],
)
def test_whatever_is_raised_is_told(statement: str, kind: FailureKind) -> None:
    failure = failure_of(f"def build_model(data):\n    {statement}\n")
    assert failure.kind is kind
    assert failure.line == 2
    assert len(failure.message) < 3000


def test_a_caller_can_describe_failures_in_its_own_way() -> None:
    def describe(error: BaseException) -> Failure:
        plain = describe_failure(error)
        return plain.model_copy(update={"kind": FailureKind.REFUSED, "protection": "test"})

    source = "def build_model(data):\n    raise PermissionError('no')\n"
    outcome = execute(Program(source=source), SolveOptions(), describe=describe)
    assert outcome.failure is not None
    assert outcome.failure.kind is FailureKind.REFUSED
    assert outcome.failure.message == "PermissionError: no"
    assert outcome.failure.line == 2


def test_dataclasses_and_annotations_work_in_a_program() -> None:
    source = (
        "from __future__ import annotations\n"
        "from dataclasses import dataclass\n"
        "import pyomo.environ as pyo\n"
        "@dataclass\n"
        "class Plant:\n"
        "    capacity: float\n"
        "def build_model(data: dict) -> pyo.ConcreteModel:\n"
        "    m = pyo.ConcreteModel()\n"
        "    m.x = pyo.Var(bounds=(0, Plant(7.0).capacity))\n"
        "    m.goal = pyo.Objective(expr=m.x, sense=pyo.maximize)\n"
        "    return m\n"
    )
    assert optimal(execute(Program(source=source), SolveOptions())).objective == 7.0


def test_a_program_sees_plain_json_and_cannot_change_its_callers_data() -> None:
    given = program(
        """
        data["list"].append(4)
        m.x = pyo.Var(list(data["by"]), bounds=(0, data["by"].pop("1")))
        m.goal = pyo.Objective(expr=m.x["1"], sense=pyo.maximize)
        """,
        by={1: 2.5},
        list=[1, 2, 3],
    )
    assert optimal(execute(given, SolveOptions())).objective == 2.5
    assert given.data == {"by": {1: 2.5}, "list": [1, 2, 3]}


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    for solver in ("highs", "scip"):
        solve("m.x = pyo.Var(bounds=(0, 1)); m.o = pyo.Objective(expr=m.x)", solver=solver)
    solve("m.x = pyo.Var(); m.o = pyo.Objective(expr=m.x['nothing'])")
    solve("m.x = pyo.Var(bounds=(0, 1)); m.o = pyo.Objective(expr=pyo.exp(m.x) * m.x)")
    assert capfd.readouterr() == ("", "")


def test_what_pyomo_warns_of_is_a_message() -> None:
    outcome = solve(
        """
        m.x = pyo.Var(bounds=(0, 1), initialize=5)
        m.goal = pyo.Objective(expr=m.x)
        """
    )
    assert optimal(outcome).objective == 0.0
    assert any("outside the bounds" in message for message in outcome.messages)


# Models with something odd in them


def test_several_active_objectives_are_named() -> None:
    said = refusal_of(
        """
        m.x = pyo.Var(bounds=(0, 1))
        m.cost = pyo.Objective(expr=m.x)
        m.profit = pyo.Objective(expr=m.x, sense=pyo.maximize)
        """
    )
    assert "'cost', 'profit'" in said


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("m.o = pyo.Objective(expr=nan * m.x)", "'x' in objective 'o' is nan"),
        ("m.o = pyo.Objective(expr=inf * m.x)", "'x' in objective 'o' is inf"),
        ("m.o = pyo.Objective(expr=m.x + nan)", "constant term of objective 'o'"),
        ("m.o = pyo.Objective(expr=nan * m.x * m.y)", "'x * y' in objective 'o' is nan"),
        ("m.c = pyo.Constraint(expr=nan * m.x <= 1)", "'x' in constraint 'c' is nan"),
        ("m.c = pyo.Constraint(expr=m.x + nan * m.y <= 1)", "'y' in constraint 'c' is nan"),
        ("m.c = pyo.Constraint([1, 2], rule=lambda m, i: inf * m.y <= 1)", "constraint 'c[1]'"),
        ("m.c = pyo.Constraint(expr=m.x + nan <= 1)", "constant term of constraint 'c'"),
        ("m.y.fixed = True; m.c = pyo.Constraint(expr=m.x + m.y <= 1)", "'y' is fixed"),
        ("m.z = pyo.Var(domain=pyo.RangeSet(0, 10, 5))", "'z' has the domain"),
    ],
)
def test_what_is_no_number_is_named(line: str, named: str) -> None:
    assert named in refusal_of(f"m.x = pyo.Var(); m.y = pyo.Var(bounds=(0, 1))\n{line}")


def test_no_variables_and_no_objective() -> None:
    outcome = optimal(solve("pass"))
    assert outcome.objective is None
    assert outcome.solver == ""
    assert outcome.solver_reason == "No solver was needed."


def test_all_variables_fixed() -> None:
    body = """
        m.x = pyo.Var(["a", "b"], bounds=(0, 9), initialize=3)
        m.x.fix()
        m.goal = pyo.Objective(expr=2 * m.x["a"] + 1)
        m.row = pyo.Constraint(expr=m.x["a"] + m.x["b"] <= data["most"])
    """
    outcome = optimal(solve(body, {"most": 6}))
    assert (outcome.objective, outcome.bound, outcome.gap) == (7.0, 7.0, 0.0)
    assert values(outcome) == {"x[a]": 3.0, "x[b]": 3.0}
    assert outcome.constraints[0].slack == 0.0
    refuted = solve(body, {"most": 5})
    assert refuted.termination is Termination.INFEASIBLE
    assert "'row'" in refuted.messages[0]


def test_a_fixed_variable_counts_as_a_constant_and_is_reported() -> None:
    outcome = optimal(
        solve(
            """
            m.x = pyo.Var([1, 2], bounds=(0, 9))
            m.x[1].fix(4)
            m.goal = pyo.Objective(expr=m.x[1] * m.x[2], sense=pyo.maximize)
            m.row = pyo.Constraint(expr=m.x[1] + m.x[2] <= 6)
            """
        )
    )
    assert outcome.objective == pytest.approx(8.0)
    assert values(outcome) == pytest.approx({"x[1]": 4.0, "x[2]": 2.0})
    assert outcome.constraints[0].body == pytest.approx(6.0)
    assert outcome.constraints[0].upper == pytest.approx(6.0)
    assert outcome.constraints[0].dual == pytest.approx(4.0)
    assert outcome.statistics is not None
    assert (outcome.statistics.model_class, outcome.statistics.variables) == ("LP", 1)


def test_constraints_that_are_always_true_are_kept() -> None:
    outcome = optimal(
        solve(
            """
            m.x = pyo.Var(bounds=(0, 1))
            m.p = pyo.Param(mutable=True, initialize=3)
            m.goal = pyo.Objective(expr=m.x, sense=pyo.maximize)
            m.constant = pyo.Constraint(expr=m.p <= 5)
            m.cancels = pyo.Constraint(expr=m.x - m.x + 1 >= 0)
            m.skipped = pyo.Constraint(expr=pyo.Constraint.Skip)
            """
        )
    )
    assert [(c.name, c.body, c.slack) for c in outcome.constraints] == [
        ("constant", 3.0, 2.0),
        ("cancels", 1.0, 1.0),
    ]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("m.c = pyo.Constraint(expr=m.p <= 2)", "'c' has no variable left"),
        ("m.c = pyo.Constraint(expr=m.x - m.x >= 2)", "it asks for at least 2"),
        ("m.z = pyo.Var(bounds=(2, 1))", "'z' has its lower bound 2 above its upper 1"),
        ("m.z = pyo.Var(bounds=(0.2, 0.8), domain=pyo.Integers)", "'z' has no whole number"),
    ],
)
def test_contradictions_in_the_open_are_named(line: str, named: str) -> None:
    said = infeasible_at_sight(
        f"""
        m.x = pyo.Var(bounds=(0, 1))
        m.p = pyo.Param(mutable=True, initialize=3)
        m.goal = pyo.Objective(expr=m.x)
        {line}
        """
    )
    assert named in said


@pytest.mark.parametrize(
    ("domain", "kind", "lower", "upper"),
    [
        ("Reals", "continuous", None, None),
        ("PercentFraction", "continuous", 0.0, 1.0),
        ("NonPositiveReals", "continuous", None, 0.0),
        ("Boolean", "binary", 0.0, 1.0),
        ("Binary", "binary", 0.0, 1.0),
        ("NonNegativeIntegers", "integer", 0.0, None),
        ("PositiveIntegers", "integer", 1.0, None),
        ("Any", "continuous", None, None),
    ],
)
def test_domains(domain: str, kind: str, lower: float | None, upper: float | None) -> None:
    outcome = solve(
        f"""
        m.x = pyo.Var(domain=pyo.{domain})
        m.row = pyo.Constraint(expr=pyo.inequality(-1, m.x, 1))
        m.goal = pyo.Objective(expr=m.x * m.x)
        """
    )
    if domain == "Any":
        assert outcome.failure is not None
        assert "'Any'" in outcome.failure.message
        return
    found = optimal(outcome).variables[0]
    assert (found.domain, found.lower, found.upper) == (kind, lower, upper)


def test_indices_keep_their_types_and_blocks_give_paths() -> None:
    outcome = optimal(
        solve(
            """
            import datetime
            import numpy as np
            m.x = pyo.Var([("a", 1), ("b", 2)], bounds=(0, 1))
            m.y = pyo.Var(np.arange(2), bounds=(0, 1))
            m.day = pyo.Var([datetime.date(2026, 5, 1)], bounds=(0, 1))
            m.half = pyo.Var([0.5], bounds=(0, 1))
            m.plant = pyo.Block(["north", "south"])
            for name in m.plant:
                m.plant[name].make = pyo.Var(["p"], bounds=(0, 1))
                m.plant[name].cap = pyo.Constraint(expr=m.plant[name].make["p"] <= 0.5)
            m.off = pyo.Block()
            m.off.unseen = pyo.Var(bounds=(0, 1))
            m.off.met = pyo.Var(bounds=(0, 1))
            m.off.deactivate()
            m.goal = pyo.Objective(expr=m.plant["north"].make["p"] + m.off.met, sense=pyo.maximize)
            """
        )
    )
    assert [(v.name, v.index) for v in outcome.variables] == [
        ("x", ("a", 1)),
        ("x", ("b", 2)),
        ("y", (0,)),
        ("y", (1,)),
        ("day", ("2026-05-01",)),
        ("half", (0.5,)),
        ("plant[north].make", ("p",)),
        ("plant[south].make", ("p",)),
        ("off.met", ()),
    ]
    assert all(type(v.index[0]) is int for v in outcome.variables if v.name == "y")
    assert [(c.name, c.index) for c in outcome.constraints] == [
        ("plant[north].cap", ()),
        ("plant[south].cap", ()),
    ]
    assert outcome.objective == pytest.approx(1.5)


def test_bodies_bounds_and_slacks_are_those_that_were_stated() -> None:
    outcome = optimal(
        solve(
            """
            m.x = pyo.Var(bounds=(0, 10))
            m.goal = pyo.Objective(expr=m.x, sense=pyo.maximize)
            m.shifted = pyo.Constraint(expr=2 * m.x + 3 <= 9)
            m.range = pyo.Constraint(expr=pyo.inequality(1, m.x, 8))
            m.equal = pyo.Constraint(expr=m.x == 3)
            """
        )
    )
    rows = {c.name: (c.body, c.lower, c.upper, c.slack) for c in outcome.constraints}
    assert rows["shifted"] == pytest.approx((9.0, None, 9.0, 0.0))
    assert rows["range"] == pytest.approx((3.0, 1.0, 8.0, 2.0))
    assert rows["equal"] == pytest.approx((3.0, 3.0, 3.0, 0.0))


def test_without_duals_none_are_given() -> None:
    outcome = solve(
        """
        m.x = pyo.Var(bounds=(0, 4), domain=pyo.Integers)
        m.goal = pyo.Objective(expr=m.x, sense=pyo.maximize)
        m.row = pyo.Constraint(expr=2 * m.x <= 5)
        """,
        duals=False,
    )
    assert optimal(outcome).constraints[0].dual is None
    assert outcome.variables[0].reduced_cost is None
    assert outcome.duals_note == ""


def test_times_add_up() -> None:
    times = solve("m.x = pyo.Var(bounds=(0, 1)); m.o = pyo.Objective(expr=m.x)").times
    assert 0.0 < times.build < times.total
    assert 0.0 < times.solve < times.total
    assert times.build + times.solve <= times.total


@given(st.text(max_size=60))
def test_no_text_breaks_it(source: str) -> None:
    """Arbitrary text that is no program ends in a failure and raises nothing."""
    outcome = execute(Program(source=f"{source}\nraise Exception"), SolveOptions())
    assert outcome.failure is not None


def test_the_table_of_solvers_is_light_to_import() -> None:
    heavy = ("pyomo", "highspy", "pyscipopt", "pandas")
    code = (
        "import sys, optimoot.solvers.registry\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
