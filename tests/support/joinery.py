"""A small right model with its text, to put one misreading after the other into."""

from __future__ import annotations

from typing import Any

from optimoot.binding import bind
from optimoot.formulation import Formulation
from optimoot.intake import make_problem
from optimoot.outcome import Outcome, Termination, VariableValue
from optimoot.problem import Problem
from optimoot.program import Program
from optimoot.solvers.checks.context import CheckContext

JOINERY = (
    "A joinery builds benches and ladders. A bench brings 35 dollars and a ladder 22 dollars. "
    "A bench takes 3 hours of labour and a ladder takes 2 hours of labour. "
    "There are at most 60 hours of labour. Timber is short: only 90 kg are left, of which a bench "
    "needs 5 kg and a ladder 4 kg. At most 12 ladders can be sold. Which plan brings the greatest "
    "profit?"
)


def cited(text: str, value: float, factor: float = 1.0) -> dict[str, Any]:
    """The fields of an entry that cites the first figure of this value."""
    number = next(n.id for n in make_problem(text).numbers if n.value == value)
    return {"value": value * factor, "numbers": (number,), "factor": factor}


def per_piece(name: str, bench: float, ladder: float) -> dict[str, Any]:
    """A parameter with a figure for benches and one for ladders."""
    return {
        "name": name,
        "index": ("P",),
        "entries": [
            {"index": ("bench",), **cited(JOINERY, bench)},
            {"index": ("ladder",), **cited(JOINERY, ladder)},
        ],
    }


def single(name: str, value: float) -> dict[str, Any]:
    """A parameter with one figure."""
    return {"name": name, "entries": [cited(JOINERY, value)]}


def joinery(**changes: list[dict[str, Any]] | dict[str, Any]) -> Formulation:
    """The right model, with fields of the parts that are named in `changes` replaced.

    Args:
        **changes: `parameters`, `variables` or `constraints`: fields by name, new parts at the
            end; `objective`: its fields.
    """
    model: dict[str, Any] = {
        "sets": [{"name": "P", "members": ("bench", "ladder"), "meaning": "products"}],
        "parameters": [
            per_piece("profit", 35, 22),
            per_piece("hours", 3, 2),
            per_piece("kg", 5, 4),
            single("labour", 60),
            single("timber", 90),
            single("sales", 12),
        ],
        "variables": [{"name": "make", "index": ("P",), "domain": "integer"}],
        "objective": {"sense": "maximize", "expression": "sum(profit[p] * make[p] for p in P)"},
        "constraints": [
            {
                "name": "labour_limit",
                "expression": "sum(hours[p] * make[p] for p in P) <= labour",
                "sentence": "There are at most 60 hours of labour.",
            },
            {
                "name": "timber_limit",
                "expression": "sum(kg[p] * make[p] for p in P) <= timber",
                "sentence": "only 90 kg are left",
            },
            {
                "name": "sold",
                "expression": "make['ladder'] <= sales",
                "sentence": "At most 12 ladders can be sold.",
            },
        ],
    }
    for kind, change in changes.items():
        if isinstance(change, dict):
            model[kind] |= change
            continue
        for part in change:
            known = next((p for p in model[kind] if p["name"] == part["name"]), None)
            if known is None:
                model[kind].append(part)
            else:
                known.update(part)
    return Formulation.model_validate(model)


def context_of(
    formulation: Formulation, text: str = JOINERY, **values: dict[str, float]
) -> CheckContext:
    """What a check looks at: the model, its text, and values of decisions by member."""
    problem: Problem = make_problem(text)
    found = tuple(
        VariableValue(name=name, index=(member,) if member else (), value=value)
        for name, members in values.items()
        for member, value in members.items()
    )
    return CheckContext(
        program=Program(source="", data=bind(formulation)),
        outcome=Outcome(termination=Termination.CONVERGED, variables=found),
        problem=problem,
        formulation=formulation,
    )
