"""An item as a line of JSON: what `optimoot bench run` reads, with the model and its checks."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from optimoot.benchmarks.synthesis.making import Made


def rounded(value: float) -> float:
    """An optimum without the last digits, which differ from machine to machine."""
    return float(f"{value:.9g}") + 0.0


def line(made: Made, told_by: str) -> str:
    """The item's line, without an end of line.

    Args:
        made: The item.
        told_by: Who told the question: "templates", or a model's name.
    """
    demonstration, formulation = made.demonstration, made.question.formulation
    goal = formulation.objective
    without = made.checked.without
    record: dict[str, Any] = {
        "id": made.id,
        "description": made.question.problem.text,
        "answer": rounded(made.checked.objective),
        "family": demonstration.archetype,
        "style": demonstration.style.value,
        "kind": demonstration.kind.value,
        "scene": demonstration.scene,
        "size": demonstration.size,
        "told_by": told_by,
        "checks": {
            "status": "optimal",
            "sense": goal.sense.value if goal is not None else "",
            "without": {
                name: None if value is None else rounded(value) for name, value in without.items()
            },
            "nearest": round(made.nearest, 3),
            "round_trip": made.round_trip.model_dump() if made.round_trip is not None else None,
        },
        "steps": [asdict(step) for step in demonstration.steps],
        "formulation": formulation.model_dump(mode="json", exclude_defaults=True),
        "program": {"source": made.checked.program.source, "data": made.checked.program.data},
    }
    return json.dumps(record, ensure_ascii=False)
