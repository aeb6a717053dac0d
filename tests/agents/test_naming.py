from __future__ import annotations

from typing import Any

from made_problems import press_formulation

from optimoot.agents.naming import with_free_names
from optimoot.binding import bind
from optimoot.formulation import Formulation
from optimoot.review import review


def made(**changes: Any) -> Formulation:
    return Formulation.model_validate(press_formulation(**changes))


def test_a_formulation_with_free_names_stays_the_same_object() -> None:
    formulation = made()
    assert with_free_names(formulation) is formulation


def test_kept_names_are_replaced_wherever_they_stand() -> None:
    formulation = Formulation.model_validate(
        {
            "sets": [{"name": "data", "members": ["load", "b"]}],
            "parameters": [
                {"name": "pyo", "entries": [{"value": 1}]},
                {
                    "name": "range",
                    "index": ["data"],
                    "entries": [
                        {"index": ["load"], "value": 4},
                        {"index": ["b"], "value": 5},
                    ],
                },
            ],
            "variables": [{"name": "load", "index": ["data"], "upper": "range", "lower": "pyo"}],
            "objective": {"sense": "maximize", "expression": "sum(load[i] for i in data)"},
            "constraints": [
                {"name": "dual", "expression": "load[i] <= range[i]", "for_each": "i in data"},
                {"name": "one", "expression": 'load["load"] >= pyo'},
            ],
        }
    )
    free = with_free_names(formulation)
    assert not [finding for finding in review(free) if finding.severity == "error"]
    assert free.sets[0].members == ("load", "b")
    assert free.constraints[1].expression == 'the_load["load"] >= the_pyo'
    assert free.objective is not None
    assert free.objective.expression == "sum(the_load[i] for i in the_data)"
    assert bind(free)["range"] == {"load": 4, "b": 5}


def test_a_new_name_collides_with_no_old_one() -> None:
    formulation = made(
        variables=[
            {"name": "load", "domain": "integer"},
            {"name": "the_load"},
            {"name": "posters"},
            {"name": "flyers"},
        ]
    )
    names = [variable.name for variable in with_free_names(formulation).variables]
    assert names == ["the_load2", "the_load", "posters", "flyers"]


def test_names_that_mean_something_else_are_left_to_the_review() -> None:
    for name in ("sum", "if", "two words"):
        formulation = made(variables=[{"name": name}])
        assert with_free_names(formulation) is formulation


def test_a_constraint_that_shares_a_name_gets_its_own() -> None:
    formulation = Formulation.model_validate(
        {
            "parameters": [{"name": "drivers", "entries": [{"value": 8}]}],
            "variables": [{"name": "cars"}, {"name": "buses"}],
            "objective": {"sense": "maximize", "expression": "cars + buses"},
            "constraints": [
                {"name": "drivers", "expression": "cars + buses <= drivers"},
                {"name": "the_drivers", "expression": "cars <= 4"},
                {"name": "buses", "expression": "buses <= 3"},
            ],
        }
    )
    free = with_free_names(formulation)
    assert not [finding for finding in review(free) if finding.severity == "error"]
    assert free.constraints[0].expression == "cars + buses <= drivers"
    assert [c.name for c in free.constraints] == ["the_drivers2", "the_drivers", "the_buses"]
