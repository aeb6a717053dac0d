"""The house problems as a set: how many, how varied, how parted, and how broken files are told."""

from collections import Counter

import pytest

from optimoot.benchmarks.house.problems import Kind, Style, Third, house_problems
from optimoot.benchmarks.sets.registry import find_set
from optimoot.errors import InputError
from optimoot.solvers.classify import read_form
from optimoot.solvers.loading import load_model
from optimoot.solvers.solver import ModelClass

PROBLEMS = house_problems()

LINEAR = {ModelClass.LP, ModelClass.MILP}
CLASSES = {
    Kind.LP: {ModelClass.LP},
    Kind.IP: {ModelClass.MILP},
    Kind.MIP: {ModelClass.MILP},
    Kind.QP: {ModelClass.QP, ModelClass.MIQP},
    Kind.NONLINEAR: set(ModelClass) - LINEAR,
    Kind.NONCONVEX: set(ModelClass) - LINEAR,
}

PROGRAM = "import pyomo.environ as pyo\ndef build_model(data):\n    return pyo.ConcreteModel()\n"
GOOD = f"style = 'prose'\nkind = 'lp'\nanswer = 3\ntext = 'How many?'\nprogram = '''{PROGRAM}'''\n"


def folder_with(tmp_path, text):
    (tmp_path / "family").mkdir()
    (tmp_path / "family" / "name.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_set_is_as_varied_as_it_says():
    assert len(PROBLEMS) >= 120
    assert len({problem.family for problem in PROBLEMS}) >= 20
    assert {problem.style for problem in PROBLEMS} == set(Style)
    assert {problem.kind for problem in PROBLEMS} == set(Kind)
    assert len({problem.text for problem in PROBLEMS}) == len(PROBLEMS)
    assert max(Counter(problem.family for problem in PROBLEMS).values()) <= len(PROBLEMS) / 6


def test_a_third_is_for_validation_and_the_parts_are_the_whole():
    parts = [find_set(f"house:{third}").items for third in Third]
    assert sorted(item.id for part in parts for item in part) == [
        item.id for item in find_set("house").items
    ]
    assert 0.25 <= len(find_set("house:validation").items) / len(PROBLEMS) <= 0.42


def test_a_problem_is_in_one_third(tmp_path):
    where = folder_with(tmp_path, GOOD)
    alone = house_problems(folder=where)[0]
    assert house_problems(alone.third, folder=where) == (alone,)
    assert [third for third in Third if house_problems(third, folder=where)] == [alone.third]


@pytest.mark.parametrize(
    "problem", [p for p in PROBLEMS if p.kind in CLASSES], ids=lambda problem: problem.id
)
def test_the_kind_is_what_the_program_builds(problem):
    form = read_form(load_model(problem.programs[0]))
    assert form.model_class in CLASSES[problem.kind]
    assert problem.kind is not Kind.QP or form.convex


def test_attached_tables_reach_the_items():
    items = {item.id: item for item in find_set("house").items}
    routes, orchards = items["transportation/mangoes"].tables
    assert routes.columns == ("orchard", "Nashik", "Pune", "Surat")
    assert orchards.rows[2] == ("Kiran", 300)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("style = ", "no house problem"),
        (GOOD.replace("'prose'", "'verse'"), "style"),
        (GOOD + "author = 'me'\n", "author"),
        (GOOD.replace("answer = 3", "answer = 'perhaps'"), "perhaps"),
        (GOOD.replace("answer = 3", "answer = 'infeasible'"), "do not agree"),
        (GOOD.replace("'lp'", "'unbounded'"), "do not agree"),
        (GOOD + "[missing]\nname = 'price'\nvalues = [1, 2]\n", "belongs to the kind"),
        (GOOD + "[tables]\nthings = 'a,b\\n1,2'\n", "belong to the style"),
    ],
)
def test_a_broken_file_is_named(tmp_path, text, told):
    with pytest.raises(InputError, match=told) as error:
        house_problems(folder=folder_with(tmp_path, text))
    assert "name.toml" in str(error.value)


def test_a_missing_value_gives_a_program_for_each_of_two():
    problem = next(problem for problem in PROBLEMS if problem.kind is Kind.MISSING)
    first, other = problem.programs
    assert first.source == other.source
    assert first.data != other.data
