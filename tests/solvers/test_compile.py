"""Compiled Programs: readable, self-contained, safe against what a Formulation says, and right."""

from __future__ import annotations

import ast
import builtins
import json
import keyword
import subprocess
import sys
from typing import Any

import pyomo.environ as pyo
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyomo.contrib.solver.common.factory import SolverFactory
from pyomo.contrib.solver.common.results import SolutionStatus, TerminationCondition

from optimoot.binding import bind
from optimoot.errors import InputError
from optimoot.evaluation import evaluate
from optimoot.finding import Severity
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
from optimoot.program import Origin, Program
from optimoot.review import review
from optimoot.solvers.compile import compile_program
from optimoot.symbols import name_problem


def scalar(name: str, value: float) -> Parameter:
    return Parameter(name=name, entries=(Entry(value=value),))


def build(program: Program) -> pyo.ConcreteModel:
    namespace: dict[str, Any] = {}
    exec(compile(program.source, "program", "exec"), namespace)
    return namespace["build_model"](program.data)


def compiled(formulation: Formulation) -> pyo.ConcreteModel:
    return build(compile_program(formulation, bind(formulation)))


def solve(model: pyo.ConcreteModel):
    return SolverFactory("highs").solve(
        model, raise_exception_on_nonoptimal_result=False, load_solutions=False
    )


BAKERY = Formulation(
    title="Bakery",
    sets=(IndexSet(name="P", members=("rye", "wheat"), meaning="products"),),
    parameters=(
        Parameter(
            name="profit",
            index=("P",),
            entries=(Entry(index=("rye",), value=4.2), Entry(index=("wheat",), value=3.5)),
            unit="dollars per loaf",
            meaning="profit of a loaf",
        ),
        Parameter(
            name="minutes",
            index=("P",),
            entries=(Entry(index=("rye",), value=18),),
            default=12,
        ),
        scalar("oven_day", 2100),
    ),
    variables=(
        Variable(name="bake", index=("P",), domain=Domain.INTEGER, unit="loaves", upper=100),
    ),
    objective=Objective(
        sense=Sense.MAXIMIZE,
        expression="sum(profit[p] * bake[p] for p in P)",
        sentence="How many loaves maximize the profit?",
    ),
    constraints=(
        Constraint(
            name="oven",
            expression="sum(minutes[p] * bake[p] for p in P) <= oven_day",
            meaning="oven time",
            sentence="The oven runs 2100 minutes a day.",
        ),
        Constraint(name="some", expression="bake[p] >= 1", for_each="p in P"),
    ),
    assumptions=("Loaves are whole.",),
)


def test_the_source_reads_like_the_formulation():
    assert compile_program(BAKERY, {}).source == (
        '''\
# Bakery
# Assumed: Loaves are whole.
"""A Pyomo model compiled by OptiMoot from a formulation; it runs without OptiMoot.

`build_model(data)` takes plain JSON: a list for each set, and for each parameter a number or
nested objects keyed by the members written as text.
"""

import pyomo.environ as pyo


def never(model):
    """A constraint that nothing satisfies."""
    if model.component("zero") is None:
        model.zero = pyo.Var(bounds=(0, 0))
    return model.zero >= 1


def compare(model, left, relation, right):
    """The comparison; where neither side holds a variable, it is skipped or never satisfied."""
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        excess = {"<=": left - right, ">=": right - left, "==": abs(left - right)}[relation]
        holds = excess <= 1e-9 * max(1.0, abs(left), abs(right))
        return pyo.Constraint.Skip if holds else never(model)
    if relation == "<=":
        return left <= right
    return left >= right if relation == ">=" else left == right


def build_model(data: dict) -> pyo.ConcreteModel:
    """Build the model."""
    # Sets
    # products
    P = data["P"]

    # Parameters
    # profit of a loaf [dollars per loaf]
    profit = {p: data["profit"][str(p)] for p in P}
    minutes = {p: data["minutes"].get(str(p), 12.0) for p in P}
    oven_day = data["oven_day"]

    # Model
    model = pyo.ConcreteModel()
    model.P = pyo.Set(initialize=P, dimen=1)

    # Variables
    # [loaves]
    bake = model.bake = pyo.Var(model.P, domain=pyo.Integers, bounds=(0, 100))

    # Objective
    # "How many loaves maximize the profit?"
    model.objective = pyo.Objective(
        expr=sum(profit[p] * bake[p] for p in P),
        sense=pyo.maximize,
    )

    # Constraints
    # oven time
    # "The oven runs 2100 minutes a day."
    @model.Constraint()
    def oven(model):
        return compare(model, sum(minutes[p] * bake[p] for p in P), "<=", oven_day)

    @model.Constraint(model.P)
    def some(model, p):
        return bake[p] >= 1

    return model
'''
    )


def test_it_runs_without_optimoot(tmp_path):
    program = compile_program(BAKERY, bind(BAKERY))
    assert program.origin is Origin.COMPILED
    (tmp_path / "model.py").write_text(program.source, encoding="utf-8")
    (tmp_path / "data.json").write_text(json.dumps(program.data), encoding="utf-8")
    code = (
        "import json, sys, model; m = model.build_model(json.load(open('data.json')));"
        "print(len(m.bake), 'optimoot' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["2", "False"]


def test_solving_gives_the_optimum_and_new_data_another():
    program = compile_program(BAKERY, bind(BAKERY))
    assert solve(build(program)).incumbent_objective == pytest.approx(560)
    less = program.model_copy(update={"data": {**program.data, "oven_day": 60}})
    assert solve(build(less)).incumbent_objective == pytest.approx(2 * 4.2 + 2 * 3.5)


def test_indices_and_order_are_those_of_the_formulation():
    formulation = Formulation(
        sets=(
            IndexSet(name="T", members=(3, 1, 2)),
            IndexSet(name="A", members=(("b", "a"), ("a", "b"))),
        ),
        variables=(Variable(name="flow", index=("A", "T"), upper=4),),
        constraints=(
            Constraint(name="pairs", expression="flow[a, t] <= 3", for_each="t in T, a in A"),
            Constraint(
                name="apart",
                expression="flow[i, j, t] <= 3",
                for_each="(i, j) in A, t in T if t > 1",
            ),
            Constraint(
                name="whole", expression="sum(flow[a, t] for t in T) <= 9", for_each="a in A"
            ),
            Constraint(name="once", expression="sum(flow[a, 1] for a in A) <= 5"),
        ),
    )
    model = compiled(formulation)
    assert list(model.flow) == [(*a, t) for a in [("b", "a"), ("a", "b")] for t in (3, 1, 2)]
    assert list(model.pairs) == [(t, *a) for t in (3, 1, 2) for a in [("b", "a"), ("a", "b")]]
    assert list(model.apart) == [("b", "a", 3), ("b", "a", 2), ("a", "b", 3), ("a", "b", 2)]
    assert list(model.whole) == [("b", "a"), ("a", "b")]
    assert list(model.once) == [None]
    assert [component.name for component in model.component_objects(pyo.Constraint)] == [
        constraint.name for constraint in formulation.constraints
    ]


class TestComparisonsWithoutVariables:
    """A constraint whose sums are empty is data: true or false before anything is solved."""

    def model(self, expression: str, for_each: str = "") -> pyo.ConcreteModel:
        self.formulation = Formulation(
            sets=(IndexSet(name="T", members=(1, 2)),),
            parameters=(scalar("third", 0.1), scalar("three", 0.3)),
            variables=(Variable(name="x", index=("T",), upper=9),),
            objective=Objective(sense=Sense.MAXIMIZE, expression="sum(x[t] for t in T)"),
            constraints=(Constraint(name="c", expression=expression, for_each=for_each),),
        )
        return compiled(self.formulation)

    @pytest.mark.parametrize(
        "expression",
        [
            "sum(x[s] for s in T if s > 5) <= 0",
            "sum(x[s] for s in T if s > 5) == 0",
            "-1 <= sum(x[s] for s in T if s > 5) <= 1",
            "third + third + third <= three",
            "three >= 3 * third + sum(x[s] for s in T if s > 5)",
        ],
    )
    def test_what_is_true_is_skipped(self, expression):
        model = self.model(expression)
        assert len(model.c) == 0
        assert solve(model).incumbent_objective == pytest.approx(18)

    @pytest.mark.parametrize(
        "expression",
        [
            "sum(x[s] for s in T if s > 5) >= 1",
            "1 == sum(x[s] for s in T if s > 5)",
            "1 <= sum(x[s] for s in T if s > 5) <= 2",
            "third >= three",
            "three <= x[1] <= third",
        ],
    )
    def test_what_is_false_makes_it_infeasible(self, expression):
        model = self.model(expression)
        result = solve(model)
        assert result.termination_condition is TerminationCondition.provenInfeasible
        assert result.solution_status is SolutionStatus.noSolution
        evaluation = evaluate(self.formulation, bind(self.formulation), {"x": {(1,): 0, (2,): 0}})
        assert not evaluation.is_feasible()

    def test_only_the_index_concerned(self):
        model = self.model("sum(x[s] for s in T if s < t) <= 3", "t in T")
        assert list(model.c) == [2]


def test_no_objective_means_any_feasible_point():
    formulation = Formulation(
        variables=(Variable(name="x", upper=4),),
        constraints=(Constraint(name="c", expression="x >= 3"),),
    )
    result = solve(compiled(formulation))
    assert result.solution_status is SolutionStatus.optimal
    assert result.incumbent_objective == 0


def test_bounds_and_domains():
    formulation = Formulation(
        sets=(IndexSet(name="T", members=(1, 2)), IndexSet(name="A", members=(("a", "b"),))),
        parameters=(
            scalar("most", 7),
            Parameter(name="least", index=("T", "A"), default=-3),
            Parameter(name="key", index=("T",), default=2),
        ),
        variables=(
            Variable(name="free", lower=None),
            Variable(name="open", domain=Domain.BINARY),
            Variable(name="shut", domain=Domain.BINARY, upper=0),
            Variable(name="grid", index=("T", "A"), lower="least", upper="most"),
            Variable(name="line", index=("T",), domain=Domain.INTEGER, upper="key"),
            Variable(name="endless", lower=float("-inf"), upper=float("inf")),
        ),
    )
    model = compiled(formulation)
    assert (model.free.lb, model.free.ub) == (None, None)
    assert (model.open.lb, model.open.ub, model.open.is_binary()) == (0, 1, True)
    assert (model.shut.lb, model.shut.ub) == (0, 0)
    assert (model.grid[1, "a", "b"].lb, model.grid[1, "a", "b"].ub) == (-3, 7)
    assert (model.line[2].lb, model.line[2].ub, model.line[2].is_integer()) == (0, 2, True)
    assert (model.endless.lb, model.endless.ub) == (None, None)


def test_contradictory_bounds_are_infeasible_and_no_crash():
    formulation = Formulation(
        variables=(Variable(name="x", lower=5, upper=3),),
        objective=Objective(sense=Sense.MINIMIZE, expression="x"),
        constraints=(Constraint(name="c", expression="x <= 9"),),
    )
    assert solve(compiled(formulation)).termination_condition is (
        TerminationCondition.provenInfeasible
    )


def test_names_that_pyomo_or_the_program_use_themselves():
    formulation = Formulation(
        sets=(IndexSet(name="items", members=("a",)), IndexSet(name="index", members=(1,))),
        parameters=(scalar("objective", 2), scalar("zero", 1), scalar("block", 3)),
        variables=(Variable(name="x", index=("items", "index"), upper="block"),),
        objective=Objective(
            sense=Sense.MAXIMIZE,
            expression="sum(objective * x[i, items_1] for i in items for items_1 in index)",
        ),
        constraints=(
            Constraint(
                name="c", expression="sum(x[i, t] for i in items for t in index if t > 4) >= zero"
            ),
        ),
    )
    result = solve(compiled(formulation))
    assert result.termination_condition is TerminationCondition.provenInfeasible


def named(kind: str, name: str) -> Formulation:
    """A small problem, one of whose elements has this name."""
    names = {"set": "I", "parameter": "p", "scalar": "q", "variable": "x", "constraint": "c"}
    names["loop"] = "i"
    names[kind] = name
    i, x, members = names["loop"], names["variable"], names["set"]
    return Formulation(
        sets=(IndexSet(name=members, members=("a", "b")),),
        parameters=(
            Parameter(
                name=names["parameter"],
                index=(members,),
                entries=(Entry(index=("a",), value=2), Entry(index=("b",), value=3)),
            ),
            scalar(names["scalar"], 1),
        ),
        variables=(Variable(name=x, index=(members,), lower=0, upper=names["parameter"]),),
        objective=Objective(sense=Sense.MAXIMIZE, expression=f"sum({x}[k] for k in {members})"),
        constraints=(
            Constraint(
                name=names["constraint"],
                expression=f"{x}[{i}] <= pi * abs({names['scalar']}) * prod(2, len({members}))",
                for_each=f"{i} in {members} if {names['scalar']} <= pi",
            ),
        ),
    )


VOCABULARY = sorted(
    {*dir(builtins), *dir(pyo), *dir(pyo.ConcreteModel()), *keyword.kwlist, *keyword.softkwlist}
    | {"data", "model", "pyo", "math", "build_model", "key", "block", "zero", "objective", "e"}
)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("set", "Constraint"),
        ("set", "_1"),
        ("set", f"_{'long' * 49}"),
        ("variable", "Constraint"),
        ("constraint", "Constraint"),
        ("set", "Var"),
        ("variable", "Var"),
        ("loop", "range"),
        ("variable", "e"),
    ],
)
def test_a_name_is_compiled_or_refused(kind, name):
    formulation = named(kind, name)
    wrong = [f for f in review(formulation) if f.severity is Severity.ERROR]
    if wrong:
        assert any(name in f"{f.element} {f.message}" for f in wrong)
        return
    model = compiled(formulation)
    assert sum(len(rows) for rows in model.component_objects(pyo.Constraint)) == 2
    assert sum(len(columns) for columns in model.component_objects(pyo.Var)) == 2


@settings(deadline=None, max_examples=40)
@given(
    st.sampled_from(["set", "parameter", "scalar", "variable", "constraint", "loop"]),
    st.sampled_from(VOCABULARY),
)
def test_any_name_of_python_and_pyomo_is_compiled_or_refused(kind, name):
    test_a_name_is_compiled_or_refused(kind, name)


@pytest.mark.parametrize(
    ("for_each", "kept"),
    [
        ("i in I if i > pi - 1", [3]),
        ("i in I if i > prod(k for k in I if k < 3)", [3]),
        ("i in I if i == 1 or 1 / (i - 1) >= 1", [1, 2]),
        ("i in I if i > 1 and 1 / (i - 1) < 1", [3]),
        ("i in I if 1 < i < 2 + 1 / (i - 1)", [2]),
    ],
)
def test_conditions_of_loops_choose_alike_in_both_encodings(for_each, kept):
    formulation = Formulation(
        sets=(IndexSet(name="I", members=(1, 2, 3)),),
        variables=(Variable(name="x", index=("I",), lower=0),),
        constraints=(Constraint(name="c", expression="x[i] <= 4", for_each=for_each),),
    )
    assert list(compiled(formulation).c) == kept
    point = {"x": {(i,): 1.0 for i in (1, 2, 3)}}
    evaluation = evaluate(formulation, bind(formulation), point)
    assert [c.index for c in evaluation.constraints] == [(i,) for i in kept]
    assert not evaluation.failures


@pytest.mark.parametrize(
    ("expression", "written"),
    [
        ("2 * x <= 5", "return 2 * x <= 5"),
        ("x * y / 3 >= 1", "return x * y / 3 >= 1"),
        ("x ** 2 + y <= 4", "return x ** 2 + y <= 4"),
        ("3 * (x - y) == 0", "return 3 * (x - y) == 0"),
        ("q * x <= 5", 'return compare(model, q * x, "<=", 5)'),  # q may be 0 in new data
        ("0 * x <= 5", 'return compare(model, 0 * x, "<=", 5)'),
    ],
)
def test_products_are_written_as_they_are_wherever_no_data_can_undo_them(expression, written):
    formulation = Formulation(
        parameters=(scalar("q", 0),),
        variables=(Variable(name="x", lower=0, upper=9), Variable(name="y", lower=1, upper=9)),
        objective=Objective(sense=Sense.MAXIMIZE, expression="q * x + y"),
        constraints=(Constraint(name="c", expression=expression),),
    )
    assert written in compile_program(formulation, bind(formulation)).source
    compiled(formulation)


def test_the_reserved_names_are_those_of_pyomo():
    kept = {name for name in dir(pyo.ConcreteModel()) if not name.startswith("_")}
    assert [name for name in kept if not name_problem(name, component=True)] == []


def test_long_expressions_are_broken_into_lines():
    names = [f"quantity_{n}" for n in range(40)]
    text = " - ".join(f"{n + 1} * {name}" for n, name in enumerate(names))
    formulation = Formulation(
        variables=tuple(Variable(name=name, upper=1) for name in names),
        objective=Objective(sense=Sense.MINIMIZE, expression=text),
        constraints=(Constraint(name="c", expression=f"{text} <= 5 + quantity_1"),),
    )
    program = compile_program(formulation, bind(formulation))
    assert max(map(len, program.source.splitlines())) <= 100
    assert solve(build(program)).incumbent_objective == pytest.approx(-sum(range(2, 41)))


def test_whole_powers_overflow_instead_of_filling_the_memory():
    formulation = Formulation(
        sets=(IndexSet(name="T", members=(9999,)),),
        variables=(Variable(name="x"),),
        constraints=(Constraint(name="c", expression="x <= t ** t ** t", for_each="t in T"),),
    )
    with pytest.raises(OverflowError):
        compiled(formulation)


def test_a_formulation_with_errors_is_refused():
    broken = BAKERY.model_copy(update={"parameters": ()})
    with pytest.raises(InputError, match="'profit' is not defined"):
        compile_program(broken, {})


# What a person wrote never becomes code

HOSTILE = [
    '"""\nraise SystemExit\n"""',
    "'''\nraise SystemExit",
    "x\nraise SystemExit",
    "x\r\nraise SystemExit",
    "x\u2028raise SystemExit",
    "x\x0craise SystemExit",
    "\\",
    "\\\nraise SystemExit",
    "# coding: utf-7",
    "\u202eraise SystemExit",
    "{zero} {0} %s {",
    "\ud800",
    "\x00",
    "x" * 5000,
]


def hostile(text: str) -> Formulation:
    return BAKERY.model_copy(
        update={
            "title": text,
            "assumptions": (text, text),
            "sets": tuple(s.model_copy(update={"meaning": text}) for s in BAKERY.sets),
            "parameters": tuple(
                p.model_copy(update={"meaning": text, "unit": text}) for p in BAKERY.parameters
            ),
            "variables": tuple(
                v.model_copy(update={"meaning": text, "unit": text}) for v in BAKERY.variables
            ),
            "objective": BAKERY.objective.model_copy(
                update={"meaning": text, "unit": text, "sentence": text}
            ),
            "constraints": tuple(
                c.model_copy(update={"meaning": text, "sentence": text}) for c in BAKERY.constraints
            ),
        }
    )


def code_of(source: str) -> str:
    return ast.dump(ast.parse(source))


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:20])
def test_hostile_texts_change_no_code(text):
    source = compile_program(hostile(text), {}).source
    assert code_of(source) == code_of(compile_program(BAKERY, {}).source)
    assert all(line.isprintable() for line in source.split("\n"))
    source.encode()


@settings(deadline=None, max_examples=50)
@given(st.text())
def test_no_text_changes_code(text):
    source = compile_program(hostile(text), {}).source
    assert code_of(source) == code_of(compile_program(BAKERY, {}).source)


@settings(deadline=None, max_examples=50)
@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20))
def test_any_member_can_be_named(member):
    quoted = repr(member)
    formulation = Formulation(
        sets=(IndexSet(name="P", members=(member, "other one")),),
        variables=(Variable(name="x", index=("P",), upper=3),),
        objective=Objective(
            sense=Sense.MAXIMIZE,
            expression=f"sum(2 * x[p] if p == {quoted} else x[p] for p in P) + x[{quoted}]",
        ),
    )
    if member == "other one":
        return
    model = compiled(formulation)
    assert solve(model).incumbent_objective == pytest.approx(12)


def test_a_choice_in_front_of_a_long_sum_stays_one_term():
    long_names = [f"quantity_of_the_product_number_{n}" for n in range(4)]
    formulation = Formulation(
        parameters=(scalar("p", 2),),
        variables=tuple(Variable(name=name) for name in long_names),
        objective=Objective(
            sense=Sense.MINIMIZE,
            expression=f"({long_names[0]} if p >= 1 else p) + {' + '.join(long_names[1:])} + 4.5",
        ),
    )
    model = compiled(formulation)
    for name in long_names:
        model.component(name).set_value(1.0)
    assert pyo.value(model.component("objective")) == 8.5
