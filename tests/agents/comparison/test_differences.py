from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from model_programs import program

from optimoot.agents.comparison.correspondence import correspondence
from optimoot.agents.comparison.differences import (
    Difference,
    DifferenceKind,
    Side,
    differences,
)
from optimoot.agents.comparison.fingerprint import fingerprint
from optimoot.agents.comparison.wording import Wording, figure
from optimoot.coefficients import Coefficients, Column, Row
from optimoot.formulation import Domain, Sense
from optimoot.solvers.coefficients import read_coefficients

BASE = Coefficients(
    sense=Sense.MAXIMIZE,
    columns=(
        Column(name="loaves", objective=5.0, lower=0.0, domain=Domain.INTEGER),
        Column(name="rolls", objective=3.0, lower=0.0, domain=Domain.INTEGER),
        Column(name="cakes", objective=7.0, lower=0.0, upper=12.0),
    ),
    rows=(
        Row(name="oven", terms=((0, 2.0), (1, 1.0), (2, 4.0)), upper=60.0),
        Row(name="flour", terms=((0, 3.0), (2, 2.0)), upper=45.0),
        Row(name="orders", terms=((1, 1.0),), lower=4.0),
    ),
)


def found(first: Coefficients, second: Coefficients) -> tuple[Difference, ...]:
    return differences(Side(first, Wording(first)), Side(second, Wording(second)))


def with_row(place: int, **changes: object) -> Coefficients:
    rows = list(BASE.rows)
    rows[place] = rows[place].model_copy(update=changes)
    return BASE.model_copy(update={"rows": tuple(rows)})


def with_column(place: int, **changes: object) -> Coefficients:
    columns = list(BASE.columns)
    columns[place] = columns[place].model_copy(update=changes)
    return BASE.model_copy(update={"columns": tuple(columns)})


def shuffled(model: Coefficients, chance: random.Random) -> Coefficients:
    """The same model with other names, another order, scaled and turned rows."""
    order = list(range(len(model.columns)))
    chance.shuffle(order)
    place_of = {old: new for new, old in enumerate(order)}
    rows = []
    for number, row in enumerate(model.rows):
        factor = chance.choice((1.0, 2.0, 0.5, -1.0, -3.0))
        terms = tuple(sorted((place_of[place], factor * value) for place, value in row.terms))
        bounds = [factor * b if b is not None else None for b in (row.lower, row.upper)]
        lower, upper = bounds if factor > 0 else bounds[::-1]
        rows.append(Row(name=f"r{number}", terms=terms, lower=lower, upper=upper))
    chance.shuffle(rows)
    columns = tuple(
        model.columns[old].model_copy(update={"name": f"v{new}"}) for new, old in enumerate(order)
    )
    return model.model_copy(update={"columns": columns, "rows": tuple(rows)})


@given(seed=st.integers(0, 10_000))
def test_names_order_and_scale_make_no_difference(seed: int) -> None:
    other = shuffled(BASE, random.Random(seed))
    assert fingerprint(other) == fingerprint(BASE)
    assert found(BASE, other) == ()


CHANGED = {
    "another limit": (with_row(0, upper=70.0), DifferenceKind.LIMIT),
    "another coefficient": (
        with_row(0, terms=((0, 2.0), (1, 2.0), (2, 4.0))),
        DifferenceKind.COEFFICIENT,
    ),
    "a turned constraint": (with_row(1, lower=45.0, upper=None), DifferenceKind.RELATION),
    "an equation": (with_row(1, lower=45.0, upper=45.0), DifferenceKind.RELATION),
    "a lost constraint": (
        BASE.model_copy(update={"rows": BASE.rows[1:]}),
        DifferenceKind.CONSTRAINT,
    ),
    "another domain": (with_column(0, domain=Domain.CONTINUOUS), DifferenceKind.DOMAIN),
    "another figure of the goal": (with_column(1, objective=4.0), DifferenceKind.GOAL),
    "the other sense": (BASE.model_copy(update={"sense": Sense.MINIMIZE}), DifferenceKind.SENSE),
    "a fixed part": (BASE.model_copy(update={"constant": -20.0}), DifferenceKind.CONSTANT),
}


@pytest.mark.parametrize("name", sorted(CHANGED))
@pytest.mark.parametrize("seed", range(3))
def test_one_change_is_one_difference_whatever_the_names(name: str, seed: int) -> None:
    changed, kind = CHANGED[name]
    assert fingerprint(changed) != fingerprint(BASE)
    assert [one.kind for one in found(BASE, changed)] == [kind]
    kinds = [one.kind for one in found(BASE, shuffled(changed, random.Random(seed)))]
    assert kind in kinds


def test_a_decision_that_only_one_has_is_told_of_that_one() -> None:
    more = BASE.model_copy(
        update={"columns": (*BASE.columns, Column(name="opens", domain=Domain.BINARY))}
    )
    (one,) = found(BASE, more)
    assert one.kind is DifferenceKind.VARIABLE
    assert one.told("a", "b") == "a has nothing like the decision of b: `opens`."
    (other,) = found(more, BASE)
    assert other.told("a", "b") == "b has nothing like the decision of a: `opens`."


def test_a_bound_and_a_constraint_that_says_the_same_are_one() -> None:
    bounded = with_column(1, lower=4.0)
    bounded = bounded.model_copy(update={"rows": bounded.rows[:2]})
    kinds = {one.kind for one in found(BASE, bounded)}
    assert kinds <= {DifferenceKind.CONSTRAINT}
    assert all("0" in (one.first + one.second) for one in found(BASE, bounded))


def test_differences_of_one_family_are_told_once_with_their_number() -> None:
    def model(rate: float) -> Coefficients:
        return Coefficients(
            sense=Sense.MINIMIZE,
            columns=tuple(
                Column(name="ship", index=(place,), objective=1.0 + i, lower=0.0)
                for i, place in enumerate("abcde")
            ),
            rows=tuple(
                Row(name="need", index=(place,), terms=((i, rate),), lower=10.0 + i)
                for i, place in enumerate("abcde")
            ),
        )

    (one,) = found(model(1.0), model(2.0))
    assert one.count == 5
    assert "4 more of the kind" in one.told("a", "b")


def test_columns_are_matched_by_what_they_do_when_their_names_say_nothing() -> None:
    other = shuffled(BASE, random.Random(4))
    places = correspondence(BASE, other)
    assert sorted(places) == [0, 1, 2]
    for ours, theirs in places.items():
        assert BASE.columns[ours].objective == other.columns[theirs].objective


def test_curved_models_have_no_fingerprint() -> None:
    assert fingerprint(BASE.model_copy(update={"curved": True})) == ""
    assert fingerprint(with_row(0, curved=True)) == ""
    squared = BASE.model_copy(update={"products": ((0, 1, 2.0),)})
    assert fingerprint(squared) not in ("", fingerprint(BASE))


def test_decisions_that_are_worth_the_same_or_are_left_over_go_together() -> None:
    body = """
    m.{0} = pyo.Var(domain=pyo.NonNegativeIntegers)
    m.{1} = pyo.Var(domain=pyo.NonNegativeIntegers)
    m.oven = pyo.Constraint(expr={2} * m.{0} + {3} * m.{1} <= 100)
    m.best = pyo.Objective(expr=3 * m.{0} + {4} * m.{1}, sense=pyo.maximize)
"""
    first = read_coefficients(program(body.format("rye", "wheat", 4, 3, 2)))
    renamed = read_coefficients(program(body.format("p", "q", 3, 4, 2)))
    assert correspondence(first, renamed) == {0: 0, 1: 1}
    last = read_coefficients(program(body.format("rye", "q", 4, 8, 9)))
    assert correspondence(first, last) == {0: 0, 1: 1}


def test_zero_has_no_sign() -> None:
    assert figure(-0.0) == "0"


def test_a_decision_left_over_on_each_side_is_one_where_it_stands_in_the_same_row() -> None:
    """With another figure in the goal, other names, and whole on one side only."""
    rye = Column(name="rye", objective=3.0, lower=0.0, upper=20.0, domain=Domain.INTEGER)
    wheat = Column(name="wheat", objective=2.0, lower=0.0, domain=Domain.INTEGER)
    oven = Row(name="oven", terms=((0, 4.0), (1, 3.0)), upper=100.0)
    first = Coefficients(sense=Sense.MAXIMIZE, columns=(rye, wheat), rows=(oven,))
    loose = {"domain": Domain.CONTINUOUS}
    columns = (
        rye.model_copy(update={"name": "x"} | loose),
        wheat.model_copy(update={"name": "y", "objective": 2.5} | loose),
    )
    second = Coefficients(sense=Sense.MAXIMIZE, columns=columns, rows=(oven,))
    kinds = {one.kind for one in found(first, second)}
    assert kinds == {DifferenceKind.DOMAIN, DifferenceKind.GOAL}
