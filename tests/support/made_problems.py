"""Small problems with their Formulations and Programs as models would write them, for tests."""

from __future__ import annotations

import json
from typing import Any

from optimoot.intake import make_problem
from optimoot.problem import Problem, Table

PRESS_TEXT = (
    "A press room prints posters and flyers. A poster earns $5 and a flyer earns $3. "
    "A poster takes 4 minutes and a flyer takes 2 minutes of press time; the press runs "
    "100 minutes. At most 20 posters can be sold. How many of each should be printed to earn "
    "the most?"
)
PRESS_BEST = 150.0
"""Fifty flyers; a poster instead of two flyers earns 5 in place of 6."""


def press() -> Problem:
    """The press room's Problem."""
    return make_problem(PRESS_TEXT)


def press_formulation(**changes: Any) -> dict[str, Any]:
    """Its Formulation as JSON, with some keys changed."""

    def scalar(name: str, value: float, number: str) -> dict[str, Any]:
        return {"name": name, "entries": [{"value": value, "numbers": [number]}]}

    whole: dict[str, Any] = {
        "title": "Press room",
        "parameters": [
            scalar("poster_earning", 5, "N1"),
            scalar("flyer_earning", 3, "N2"),
            scalar("poster_time", 4, "N3"),
            scalar("flyer_time", 2, "N4"),
            scalar("press_time", 100, "N5"),
            scalar("poster_sales", 20, "N6"),
        ],
        "variables": [
            {"name": "posters", "domain": "integer", "meaning": "posters printed"},
            {"name": "flyers", "domain": "integer", "meaning": "flyers printed"},
        ],
        "objective": {
            "sense": "maximize",
            "expression": "poster_earning * posters + flyer_earning * flyers",
            "meaning": "earnings",
        },
        "constraints": [
            {
                "name": "time",
                "expression": "poster_time * posters + flyer_time * flyers <= press_time",
                "sentence": "the press runs 100 minutes",
            },
            {
                "name": "sales",
                "expression": "posters <= poster_sales",
                "sentence": "At most 20 posters can be sold",
            },
        ],
    }
    return whole | changes


def press_reply(**changes: Any) -> str:
    """The formulator's reply for it."""
    return json.dumps({"analysis": "Two products.", "formulation": press_formulation(**changes)})


PRESS_PROGRAM = """import pyomo.environ as pyo


def build_model(data):
    model = pyo.ConcreteModel()
    model.posters = pyo.Var(domain=pyo.NonNegativeIntegers)
    model.flyers = pyo.Var(domain=pyo.NonNegativeIntegers)
    model.earnings = pyo.Objective(
        expr=data["poster_earning"] * model.posters + data["flyer_earning"] * model.flyers,
        sense=pyo.maximize,
    )
    model.time = pyo.Constraint(
        expr=data["poster_time"] * model.posters + data["flyer_time"] * model.flyers
        <= data["press_time"]
    )
    model.sales = pyo.Constraint(expr=model.posters <= data["poster_sales"])
    return model
"""


def fenced_program(source: str = PRESS_PROGRAM, data: dict[str, Any] | None = None) -> str:
    """The coder's reply with a program, and with data of its own where there is some."""
    block = f"```python\n{source}```"
    return block if data is None else f"```json\n{json.dumps(data)}\n```\n{block}"


def critic_reply(
    route: str, *findings: tuple[str, str, str], questions: tuple[str, ...] = ()
) -> str:
    """The critic's reply."""
    return json.dumps(
        {
            "analysis": "Looked at everything.",
            "findings": [{"where": w, "why": y, "fix": f} for w, y, f in findings],
            "route": route,
            "questions": [{"text": text} for text in questions],
        }
    )


def planner_reply(solver: str = "auto") -> str:
    """The planner's reply."""
    return json.dumps({"plans": [{"approach": "Encode it directly.", "solver": solver}]})


HAUL_TEXT = (
    "Gravel must be hauled from the pits to the sites so that every site gets its need and no pit "
    "gives more than its stock. Haulage costs per tonne are in the table. Haul as cheaply as "
    "possible."
)


def haul() -> Problem:
    """A transportation problem whose figures stand in three tables of 12 rows and more."""
    pits, sites = range(12), range(12)
    return make_problem(
        HAUL_TEXT,
        (
            Table(
                name="pits",
                columns=("pit", "stock"),
                rows=tuple((f"p{i}", 10.0 + i) for i in pits),
            ),
            Table(
                name="sites",
                columns=("site", "need"),
                rows=tuple((f"s{j}", 5.0 + j) for j in sites),
            ),
            Table(
                name="costs",
                columns=("pit", "site", "cost"),
                rows=tuple(
                    (f"p{i}", f"s{j}", 1.0 + (7 * i + 3 * j) % 11) for i in pits for j in sites
                ),
            ),
        ),
    )


def haul_reply() -> str:
    """The formulator's reply for it: columns of tables, and no rows."""
    formulation = {
        "title": "Hauling gravel",
        "sets": [
            {"name": "P", "table": {"table": "pits", "keys": ["pit"]}},
            {"name": "S", "table": {"table": "sites", "keys": ["site"]}},
        ],
        "parameters": [
            {
                "name": "stock",
                "index": ["P"],
                "table": {"table": "pits", "keys": ["pit"], "column": "stock"},
            },
            {
                "name": "need",
                "index": ["S"],
                "table": {"table": "sites", "keys": ["site"], "column": "need"},
            },
            {
                "name": "cost",
                "index": ["P", "S"],
                "table": {"table": "costs", "keys": ["pit", "site"], "column": "cost"},
            },
        ],
        "variables": [{"name": "haul", "index": ["P", "S"], "meaning": "tonnes hauled"}],
        "objective": {
            "sense": "minimize",
            "expression": "sum(cost[p, s] * haul[p, s] for p in P for s in S)",
        },
        "constraints": [
            {
                "name": "held",
                "expression": "sum(haul[p, s] for s in S) <= stock[p]",
                "for_each": "p in P",
                "sentence": "no pit gives more than its stock",
            },
            {
                "name": "needed",
                "expression": "sum(haul[p, s] for p in P) >= need[s]",
                "for_each": "s in S",
                "sentence": "every site gets its need",
            },
        ],
    }
    return json.dumps({"analysis": "Transportation.", "formulation": formulation})
