"""Errors put into right models: the classes that mechanical checks can see, they all see."""

import pytest

from optimoot.benchmarks.injection.measuring import ERRORS, measure, table
from optimoot.benchmarks.made_models import FAMILIES, made_models
from optimoot.review import review
from optimoot.solvers.execution import execute

UNSEEN = {
    "swapped_readings", "lost_constraint", "lost_constraint_of_known_data", "turned_constraint",
    "wrong_domain", "invented_factor",
}  # fmt: skip
"""Misreadings that leave text and algebra consistent: only an independent team sees all of them."""


@pytest.fixture(scope="module")
def rows():
    return {row.name: row for row in measure(len(FAMILIES), execute)}


def test_right_models_are_checked_without_a_warning(rows):
    right = rows["right"]
    # in this process there is no sandbox, which is the one thing to look at
    assert right.warned == right.cases == len(FAMILIES)


@pytest.mark.parametrize("name", [e.__name__ for e in ERRORS if e.__name__ not in UNSEEN])
def test_nothing_wrong_is_sure(rows, name):
    assert rows[name].cases > 0
    assert rows[name].sure == 0


def test_every_error_has_a_row(rows):
    assert {error.__name__ for error in ERRORS} | {"right"} == set(rows)
    assert table(list(rows.values())).count("\n") == len(rows) + 1


def test_made_models_are_well_formed_and_the_same_for_the_same_seed():
    made = made_models(14, seed=3)
    assert made == made_models(14, seed=3)
    for one in made:
        assert not review(one.formulation), (one.family, review(one.formulation))
        cited = {n for p in one.formulation.parameters for e in p.entries for n in e.numbers}
        assert cited <= {number.id for number in one.problem.numbers}
