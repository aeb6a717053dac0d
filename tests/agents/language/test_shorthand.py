from __future__ import annotations

from typing import Any

import pytest
from made_problems import press_formulation

from optimoot.agents.language.replies import ReplyError, read_json
from optimoot.agents.language.roles import CriticReply, FormulatorReply
from optimoot.agents.language.shorthand import with_entries, with_runs
from optimoot.formulation import Formulation
from optimoot.intake import make_problem

PROBLEM = make_problem(
    "Freight from north to a and b costs 3 and 4, from south 5 and 6. "
    "Share of a is 30% of 8 loads, of b 70% of 9 loads."
)
SETS = [{"name": "S", "members": ["north", "south"]}, {"name": "C", "members": ["a", "b"]}]


def formulation(*parameters: dict[str, Any]) -> dict[str, Any]:
    return {"sets": SETS, "parameters": list(parameters), "variables": [{"name": "x"}]}


def entries_of(parameter: dict[str, Any]) -> list[tuple[Any, ...]]:
    done = Formulation.model_validate(with_entries(formulation(parameter), PROBLEM.numbers))
    return [(*e.index, e.value, *e.numbers) for e in done.parameters[0].entries]


def test_a_matrix_is_filled_row_by_row() -> None:
    runs = [{"index": ["north"], "first": "N1"}, {"index": ["south"], "first": "N3"}]
    assert entries_of({"name": "freight", "index": ["S", "C"], "runs": runs}) == [
        ("north", "a", 3, "N1"),
        ("north", "b", 4, "N2"),
        ("south", "a", 5, "N3"),
        ("south", "b", 6, "N4"),
    ]


def test_a_run_may_take_every_second_number_and_a_factor() -> None:
    run = {"first": "N5", "step": 2, "factor": 0.01}
    assert entries_of({"name": "share", "index": ["C"], "runs": [run]}) == [
        ("a", pytest.approx(0.3), "N5"),
        ("b", pytest.approx(0.7), "N7"),
    ]


def test_runs_stand_beside_entries() -> None:
    parameter = {
        "name": "freight",
        "index": ["S", "C"],
        "entries": [{"index": ["south", "a"], "value": 0}, {"index": ["south", "b"], "value": 1}],
        "runs": [{"index": ["north"], "first": "N1"}],
    }
    assert len(entries_of(parameter)) == 4


@pytest.mark.parametrize(
    ("run", "word"),
    [
        ({"index": ["north"], "first": "N8"}, "1 numbers for 2 members"),
        ({"index": ["north"], "first": "N99"}, "'N99'"),
        ({"index": ["north"], "first": "N1", "step": 0}, "step 0"),
        ({"index": ["north"], "first": "N1", "factor": "x"}, "'x'"),
        ({"first": "N1"}, "fills the last index set"),
        ("N1", "list of objects"),
    ],
)
def test_a_run_that_cannot_be_read_is_said_to_the_model(run: Any, word: str) -> None:
    parameter = {"name": "freight", "index": ["S", "C"], "runs": [run]}
    text = FormulatorReply(analysis="").model_dump_json()
    assert read_json(text, FormulatorReply).formulation is None
    with pytest.raises(ReplyError) as caught:
        read_json(
            str({"formulation": formulation(parameter)}),
            FormulatorReply,
            {"numbers": PROBLEM.numbers},
        )
    assert any("'freight'" in line and word in line for line in caught.value.problems)


def test_the_schema_lets_runs_pass() -> None:
    schema = with_runs(FormulatorReply.model_json_schema())
    assert "runs" in schema["$defs"]["Parameter"]["properties"]
    assert schema["$defs"]["Parameter"]["additionalProperties"] is False
    plain = CriticReply.model_json_schema()
    assert with_runs(plain) == plain


def test_a_formulation_without_runs_stays_as_it_is() -> None:
    whole = press_formulation()
    assert with_entries(whole, ()) == whole
    assert with_entries(None, ()) is None
    assert with_entries({"parameters": "none"}, ()) == {"parameters": "none"}
