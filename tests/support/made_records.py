"""Records of the memory bank, built by hand."""

from __future__ import annotations

from datetime import UTC, datetime

from made_problems import press, press_formulation

from optimoot.certificate import Certificate
from optimoot.formulation import Formulation, Sense
from optimoot.memory.records import Provenance, Reached, Solution
from optimoot.outcome import Termination

ORIGIN = Provenance(run_id="r1", teams=("a", "b"), at=datetime(2026, 1, 1, tzinfo=UTC))
REACHED = Reached(termination=Termination.CONVERGED, objective=170.0, sense=Sense.MAXIMIZE)


def solution(**changes: object) -> Solution:
    """A solution of the press room, with some parts changed."""
    whole: dict[str, object] = {
        "id": "s1",
        "text": press().text,
        "provenance": ORIGIN,
        "formulation": Formulation.model_validate(press_formulation()),
        "reached": REACHED,
        "certificate": Certificate(),
        "verdict": "consensus",
    }
    return Solution.model_validate(whole | changes)
